package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The worker processes of a workspace's items, seen through the API and as this machine's processes. */
final class Workers {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Rest rest;
    private final String workspace;

    Workers(Rest rest, String workspace) {
        this.rest = rest;
        this.workspace = workspace;
    }

    /** The process ids of those that take messages. */
    Set<Long> pids(String project, String item) {
        Set<Long> pids = new TreeSet<>();
        for (JsonNode worker : rest.itemStatus(workspace, project, item).path("workers")) {
            if (worker.path("state").asText().equals("running")) {
                pids.add(worker.path("pid").asLong());
            }
        }
        return pids;
    }

    /** Ends one of two at once, and waits until there is another in its place. */
    void killOne(String project, String item) {
        Set<Long> before = pids(project, item);
        assertThat(before).hasSize(2);
        long victim = before.iterator().next();
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await("another process in place of the one that was killed")
                .atMost(PATIENCE)
                .until(() -> pids(project, item), now -> now.size() == 2 && !now.contains(victim));
    }

    /** Takes all items of a project away: without an item there is no process. */
    void remove(String project) {
        List<ProcessHandle> all = new ArrayList<>();
        for (JsonNode item : rest.projectStatus(workspace, project).path("items")) {
            pids(project, item.path("name").asText())
                    .forEach(pid -> all.add(ProcessHandle.of(pid).orElseThrow()));
        }
        rest.apply(workspace, project, Map.of("project.yaml", "workspace: " + workspace + "\nname: " + project + "\n"));
        assertThat(all).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
}
