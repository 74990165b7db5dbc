package hie.cli;

import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself, its projects and their items.
 *
 * @param state state of the server, {@code running} when all is well
 * @param node name of the node that answered
 * @param projects every project the user may see
 */
public record ServerStatus(String state, String node, List<Project> projects) {

    public ServerStatus {
        projects = projects == null ? List.of() : List.copyOf(projects);
    }

    /**
     * A project and the revision that is deployed.
     *
     * @param id by which the REST API knows it
     * @param revision number of the configuration snapshot; null when none was ever deployed
     */
    public record Project(String id, String workspace, String name, String state, Integer revision, List<Item> items) {

        public Project {
            items = items == null ? List.of() : List.copyOf(items);
        }

        /** Tells whether waiting longer changes nothing by itself. */
        boolean settled() {
            return "running".equals(state) || "troubled".equals(state);
        }

        boolean running() {
            return "running".equals(state);
        }

        /** Tells whether it is stopped on purpose. */
        boolean stopped() {
            return "stopped".equals(state);
        }

        /** Tells whether this is at least the given revision; null means any. */
        boolean atLeast(Integer wanted) {
            return wanted == null || (revision != null && revision >= wanted);
        }
    }

    /**
     * An item with its counts since it was started.
     *
     * @param reason why it is troubled; null when it is not
     * @param workers its worker processes; none for an item that works in the engine's
     */
    public record Item(
            String name,
            String kind,
            String state,
            long queueDepth,
            long in,
            long out,
            long errors,
            String reason,
            List<Worker> workers) {

        public Item {
            workers = workers == null ? List.of() : List.copyOf(workers);
        }
    }

    /**
     * A worker process of an item.
     *
     * @param pid null when there is no process
     * @param memory in bytes; null when it is not known
     */
    public record Worker(int number, Long pid, String state, Long memory, long processed, long failed, int restarts) {

        /** A line for people. */
        String text() {
            return "worker " + number + ": " + state
                    + (pid == null ? "" : ", pid " + pid)
                    + (memory == null ? "" : ", " + (memory >> 20) + " MB")
                    + ", " + processed + " processed, " + failed + " failed, " + restarts + " restarts";
        }
    }

    /** A project the server knows; empty when there is none of that name. */
    public Optional<Project> project(String workspace, String name) {
        return projects.stream()
                .filter(project -> workspace.equals(project.workspace()) && name.equals(project.name()))
                .findFirst();
    }
}
