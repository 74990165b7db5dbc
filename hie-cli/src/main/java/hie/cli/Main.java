package hie.cli;

import hie.cli.bench.BenchCommand;
import hie.cli.faults.FaultsCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Entry of the command line; the launcher {@code ./hie} starts it with the command's name and options. */
@Command(
        name = "./hie",
        description = "Talks to a HIE server.",
        subcommands = {
            StatusCommand.class,
            SendCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            RollbackCommand.class,
            CheckCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PortCheckCommand.class,
            AwaitCommand.class,
            BenchCommand.class,
            FaultsCommand.class
        })
public final class Main {

    /** Exit code of a command that could not do what it was asked. */
    static final int NOT_DONE = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /** Runs one command, writing to the given writers, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(Main::complainAboutArguments)
                .setExecutionExceptionHandler((exception, command, parsed) -> complain(exception, command))
                .execute(arguments);
    }

    private static int complainAboutArguments(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(exception.getMessage());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int complain(Exception exception, CommandLine command) {
        if (exception instanceof CliException) {
            command.getErr().println(exception.getMessage());
        } else {
            command.getErr().println("Unexpected failure, please report it:");
            exception.printStackTrace(command.getErr());
        }
        return NOT_DONE;
    }
}
