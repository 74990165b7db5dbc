package hie.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hie import}: makes a project of what another engine exported. */
@Command(
        name = "import",
        description = "Makes a project of what another engine exported.",
        subcommands = {ImportIrisCommand.class, ImportMirthCommand.class})
final class ImportCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Say what to import: ./hie import iris|mirth FILE… --into PROJECT");
    }
}
