package hie.engine.running;

import hie.api.host.Host;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The hosts of an item's workers, and those that were left behind with their threads. Safe for use by any thread. */
final class HostsAtWork {

    /** An item that has left so many behind at a time is stopped: each of them holds a thread, and perhaps more. */
    static final int MOST_LEFT_BEHIND = 16;

    private final Set<HostSpan> spans = ConcurrentHashMap.newKeySet();
    private final AtomicInteger leftBehind = new AtomicInteger();

    HostSpan open() {
        HostSpan span = new HostSpan();
        spans.add(span);
        return span;
    }

    void close(HostSpan span) {
        spans.remove(span);
    }

    /** How many hosts are still at work that nobody waits for any more. */
    int leftBehind() {
        return leftBehind.get();
    }

    /**
     * A host is left behind.
     *
     * @param end what is to be done with it when it has ended after all, on its thread
     * @return how many there are now
     */
    int leave(Host host, CompletableFuture<?> work, Consumer<Host> end) {
        int now = leftBehind.incrementAndGet();
        work.whenComplete((result, failure) -> {
            leftBehind.decrementAndGet();
            end.accept(host);
        });
        return now;
    }

    /** Interrupts all that work, when so much time has passed; the thread returned is interrupted to call that off. */
    Thread interruptAfter(Duration time) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
                spans.forEach(HostSpan::interrupt);
            } catch (InterruptedException calledOff) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
