package hie.cli;

import picocli.CommandLine.Command;

/** {@code ./hie import mirth}: makes a project of channels of Mirth Connect and its kin. */
@Command(
        name = "mirth",
        description = {
            "Makes a project of channels and code templates of Mirth Connect (3.x, 4.x) and its kin, and tells what became of what.",
            "The project is written as its newest revision and not deployed.",
            "Exit code 0 with verdict OK or ISSUES, 1 with INCONCLUSIVE."
        })
final class ImportMirthCommand extends ImportFilesCommand {

    @Override
    String engine() {
        return "mirth";
    }
}
