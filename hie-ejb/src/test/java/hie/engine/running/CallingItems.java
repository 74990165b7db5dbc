package hie.engine.running;

import hie.api.message.Message;
import hie.engine.catalog.HostKind;
import hie.engine.host.HttpService;
import hie.engine.item.HostStartException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** For tests of items that wait for the replies of others. */
abstract class CallingItems {

    static final Duration LONG = Duration.ofSeconds(30);
    static final long MILLIS_TO_LOOK_AGAIN = 10;
    static final Duration SHORT = Duration.ofMillis(50);

    final ItemFixture fixture = new ItemFixture();
    final Map<String, Integer> taken = new ConcurrentHashMap<>();
    final List<QueueWorker> workers = new ArrayList<>();
    volatile boolean ended;

    @AfterEach
    void end() {
        ended = true;
        fixture.broker.committing.release();
    }

    static String queue(String item) {
        return ItemFixture.key(item).queueName();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    void work(ItemRuntime item) throws HostStartException {
        workers.add(item.definition().kind() == HostKind.PROCESS ? new ProcessWorker(item) : new OperationWorker(item));
    }

    /** The workers and the consumer of replies, until the test ends. */
    void run() {
        Thread.startVirtualThread(() -> {
            while (!ended) {
                try {
                    for (QueueWorker worker : workers) {
                        for (Message message : fresh(worker.item().key().queueName())) {
                            worker.work(message, FakeBroker.taken());
                        }
                    }
                    deliverReplies();
                    fixture.broker.committing.acquire();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    void deliverReplies() throws Exception {
        for (Message reply : fresh(Calls.replyQueue())) {
            fixture.items.calls().arrived(reply);
        }
    }

    List<Message> fresh(String queue) {
        List<Message> all = fixture.broker.on(queue);
        int from = taken.getOrDefault(queue, 0);
        taken.put(queue, all.size());
        return all.subList(from, all.size());
    }

    ServiceWorker http(Map<String, String> settings, String... targets) throws Exception {
        return new ServiceWorker(
                fixture.items.open(fixture.define("In", HttpService.class, HostKind.SERVICE, settings, targets)));
    }
}
