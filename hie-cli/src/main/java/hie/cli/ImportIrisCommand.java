package hie.cli;

import picocli.CommandLine.Command;

/** {@code ./hie import iris}: makes a project of productions, rules and tables of InterSystems IRIS. */
@Command(
        name = "iris",
        description = {
            "Makes a project of classes (.cls) and XML exports of InterSystems IRIS, and tells what became of what.",
            "The project is written as its newest revision and not deployed.",
            "Exit code 0 with verdict OK or ISSUES, 1 with INCONCLUSIVE."
        })
final class ImportIrisCommand extends ImportFilesCommand {

    @Override
    String engine() {
        return "iris";
    }
}
