package hie.engine.messaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;

/**
 * What a worker process of an item may do at the broker: take the item's messages and the replies to its calls, and send to the items
 * of its project, to whoever waits for a reply, and to the queues of traces and of errors. Kept in the broker's memory only.
 */
final class NetworkRights {

    private static final String WORKER = "hie-worker";

    private final String queue;

    private NetworkRights(String queue) {
        this.queue = queue;
    }

    /** @param itemQueue the item's queue */
    static NetworkRights of(String itemQueue) {
        return new NetworkRights(itemQueue);
    }

    /** The roles that a worker of the item has. */
    List<String> roles() {
        return List.of(WORKER, projectRole(), itemRole());
    }

    private String itemRole() {
        return WORKER + "." + queue.substring(ItemQueues.ITEM_PREFIX.length());
    }

    private String projectRole() {
        String item = itemRole();
        return item.substring(0, item.lastIndexOf('.'));
    }

    /** @param replyQueues where its workers get the replies to their calls */
    void grant(ActiveMQServer server, Set<String> replyQueues) {
        HierarchicalRepository<Set<Role>> rights = server.getSecurityRepository();
        String project = queue.substring(0, queue.lastIndexOf('.')) + ".#";
        Map<String, Set<Role>> granted = Map.of(
                Broker.TRACE_QUEUE,
                Set.of(send(WORKER)),
                Broker.ERROR_QUEUE,
                Set.of(send(WORKER)),
                "hie.reply.#",
                Set.of(send(WORKER)),
                project,
                Set.of(send(projectRole())),
                ItemQueues.storeOf(project),
                Set.of(send(projectRole())),
                queue,
                Set.of(send(projectRole()), consume(itemRole())));
        granted.forEach((address, roles) -> rights.addMatch(ItemQueues.BROKER_PREFIX + address, roles));
        Set<Role> ofReplies = Set.of(send(WORKER), consume(itemRole()));
        replyQueues.forEach(reply -> rights.addMatch(ItemQueues.BROKER_PREFIX + reply, ofReplies));
    }

    private static Role send(String name) {
        return new Role(name, true, false, false, false, false, false, false);
    }

    private static Role consume(String name) {
        return new Role(name, false, true, false, false, false, false, false);
    }

    @Override
    public String toString() {
        return roles().stream().collect(Collectors.joining(", ", "NetworkRights[", "]"));
    }
}
