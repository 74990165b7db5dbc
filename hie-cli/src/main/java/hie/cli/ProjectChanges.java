package hie.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * The server's answer to a plan or an apply.
 *
 * @param revision the revision made by an apply, or the deployed one a plan compares with; may be null
 * @param state state of the project after the call
 * @param changes every difference between what is deployed and what was given
 * @param warnings what items name of the server that is not there yet
 */
record ProjectChanges(Integer revision, String state, List<Change> changes, List<String> warnings) {

    ProjectChanges {
        changes = changes == null ? List.of() : List.copyOf(changes);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /**
     * One difference.
     *
     * @param action {@code add}, {@code change} or {@code remove}
     * @param kind {@code item}, {@code connection} or {@code project}
     * @param detail a line for each setting that differs
     */
    record Change(String action, String kind, String name, List<String> detail) {

        Change {
            detail = detail == null ? List.of() : List.copyOf(detail);
        }

        private String sign() {
            return switch (action) {
                case "add" -> "+";
                case "remove" -> "-";
                default -> "~";
            };
        }
    }

    /** Writes one line a change, its details below it, and the sum, behind what is to be warned of. */
    void print(PrintWriter out) {
        warnings.forEach(warning -> out.println("  Warning: " + warning));
        if (changes.isEmpty()) {
            out.println("No changes.");
            return;
        }
        for (Change change : changes) {
            out.println("  " + change.sign() + " " + change.kind() + " " + change.name());
            change.detail().forEach(line -> out.println("      " + line));
        }
        out.println(count("add") + " to add, " + count("change") + " to change, " + count("remove") + " to remove.");
    }

    private long count(String action) {
        return changes.stream().filter(change -> change.action().equals(action)).count();
    }
}
