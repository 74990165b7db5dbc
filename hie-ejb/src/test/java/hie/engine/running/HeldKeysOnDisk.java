package hie.engine.running;

import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** For tests of keys that are held back: an operation that refuses some messages, and the desk, on a broker with a disk. */
abstract class HeldKeysOnDisk extends BrokerOnDisk {

    SuspendedDesk desk;
    final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    void open(Map<String, String> settings) throws Exception {
        fixture = new ItemFixture(broker, broker.queues());
        out = fixture.operation("Out", settings, message -> {
            String name = name(message);
            if (refused.contains(name)) {
                return Delivery.suspended(null, "AE");
            }
            delivered.add(name);
            return Delivery.completed(null, "AA");
        });
        desk = new SuspendedDesk(new ErrorQueue(broker.server(), broker.factory(), broker.queues()), fixture.items);
    }

    static String name(Message message) {
        String text = new String(message.body().bytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("|note||") + 7).strip().replace("^", "");
    }

    /** Each message is named by its key and a number. */
    void send(String... names) throws Exception {
        put(names);
        await().until(() -> broker.queues().depth(QUEUE) >= names.length);
    }

    /** As {@link #send}; they may be on their way already when this returns. */
    void put(String... names) throws Exception {
        try (BrokerSession session = broker.openSession()) {
            for (String name : names) {
                Message adt = Messages.adt(name.charAt(0) + "^" + name.substring(1));
                session.send(QUEUE, adt.with(adt.header().sentBy("In").to("Out", name.substring(0, 1))));
            }
            session.commit();
        }
    }

    List<SuspendedMessage> suspended() {
        return desk.list(SuspensionFilter.ALL, 0, 100).messages();
    }

    UUID suspension(String name) {
        return suspended().stream()
                .filter(one -> name(one.message()).equals(name))
                .findFirst()
                .orElseThrow()
                .suspension()
                .id();
    }

    int retry(String... names) {
        return desk.retry(
                Selection.Chosen.of(
                        SuspensionFilter.ALL,
                        List.of(names).stream().map(this::suspension).toList()),
                "alice");
    }

    void awaitQueued(int depth) {
        await().until(() -> broker.queues().depth(QUEUE) == depth);
    }
}
