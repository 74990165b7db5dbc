package hie.engine.worker;

import hie.engine.deployment.WorkerProcesses;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.item.WorkerStatus;
import hie.engine.messaging.ItemQueues;
import hie.engine.messaging.NetworkAccess;
import hie.engine.messaging.NetworkDoor;
import hie.engine.running.Calls;
import hie.engine.running.HeldBehind;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.server.WorkerIdentities;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The worker processes of this node's items. */
@ApplicationScoped
public class WorkerPools implements WorkerProcesses {

    @Inject
    RunningItems items;

    @Inject
    ItemQueues queues;

    @Inject
    NetworkDoor door;

    @Inject
    WorkerIdentities identities;

    private final WorkerProgram program = new WorkerProgram();
    private final Map<ItemKey, Admitted> pools = new ConcurrentHashMap<>();

    /** A pool, with what its workers sign in, and what keeps held messages from them; {@code null} for nothing. */
    private record Admitted(WorkerPool pool, WorkerIdentities.Credential credential, HeldBehind held) {}

    @Override
    public void start(ItemRuntime item) throws ItemStartException {
        ItemKey key = item.key();
        ItemDefinition definition = items.definition(key).orElseThrow();
        int port = door.open();
        List<String> roles = door.grant(key.queueName(), replyQueues(definition));
        WorkerIdentities.Credential credential = identities.admit(roles);
        NetworkAccess access = new NetworkAccess(NetworkDoor.HOST, port, credential.user(), credential.password());
        WorkerPool pool = new WorkerPool(
                item,
                base(key),
                (number, base) -> program.of(name(key, number), item.settings().integer("WorkerMemory"), base),
                new Assignment(access, definition).write(),
                () -> order(item),
                why -> items.disable(key, why));
        HeldBehind held = item.holds() == null ? null : HeldBehind.begin(item, door);
        pools.put(key, new Admitted(pool, credential, held));
        try {
            pool.start(definition.workers());
        } catch (ItemStartException | RuntimeException e) {
            stop(key);
            throw e;
        }
    }

    /** The queues on which the item's workers get the replies to their calls; made if they are not there. */
    private Set<String> replyQueues(ItemDefinition definition) {
        Set<String> all = new LinkedHashSet<>();
        for (int number = 1; number <= definition.workers(); number++) {
            String queue = Calls.replyQueueOf(name(definition.key(), number));
            queues.ensure(queue);
            all.add(queue);
        }
        return all;
    }

    /** A worker's name as a node. */
    private static String name(ItemKey key, int number) {
        return System.getProperty("jboss.node.name", "local") + "-" + key.archiveName() + "-" + number;
    }

    private static Path base(ItemKey key) {
        return Path.of(System.getProperty("hie.data.dir", "data"), "workers", key.archiveName())
                .toAbsolutePath();
    }

    /** What an item's workers must know beside their assignment. */
    private String order(ItemRuntime item) {
        List<ItemDefinition> project = items.deployed().stream()
                .filter(other -> other.key().projectPath().equals(item.key().projectPath()))
                .sorted(Comparator.comparing(ItemDefinition::key))
                .toList();
        return Json.createObjectBuilder()
                .add("hold", item.isPaused())
                .add("items", Assignment.neighbours(project))
                .build()
                .toString();
    }

    @Override
    public void stop(ItemKey item) {
        Admitted admitted = pools.remove(item);
        if (admitted != null) {
            admitted.pool.stop();
            if (admitted.held != null) {
                admitted.held.close();
            }
            identities.dismiss(admitted.credential);
        }
    }

    @Override
    public void pause(ItemKey item) {
        tell(item);
    }

    @Override
    public void resume(ItemKey item) {
        tell(item);
    }

    private void tell(ItemKey item) {
        Admitted admitted = pools.get(item);
        if (admitted != null) {
            admitted.pool.tell();
        }
    }

    @Override
    public void tell() {
        pools.values().forEach(admitted -> admitted.pool.tell());
    }

    @Override
    public List<WorkerStatus> status(ItemKey item) {
        Admitted admitted = pools.get(item);
        return admitted == null ? List.of() : admitted.pool.status();
    }

    /** The engine ends: so do they. */
    @PreDestroy
    void end() {
        pools.values().forEach(admitted -> admitted.pool.askToEnd());
        pools.values().forEach(admitted -> admitted.pool.stop());
    }
}
