package hie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs a test with many inputs, each made from a seed. As part of the suite a fixed number of fixed seeds; with {@code -Dhie.fuzz.minutes=10}
 * for so long, beginning at a seed that {@code -Dhie.fuzz.seed} gives, or at one of the moment; then an input that takes longer than half a
 * minute ends the virtual machine and names its seed. {@code -Dhie.fuzz=N} runs N inputs.
 */
public final class Fuzz {

    private static final long LONGEST_SECONDS = 30;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Fuzz() {}

    /** What is done with one input. */
    public interface Body {
        void run(long seed, Random random) throws Exception;
    }

    /**
     * Runs a body with one seed after the other.
     *
     * @param usual how many times as part of the suite
     * @param megabytes how much memory one input may use up, all in all
     */
    public static void run(int usual, int megabytes, Body body) throws Exception {
        long minutes = Long.getLong("hie.fuzz.minutes", 0);
        if (minutes == 0) {
            int inputs = Integer.getInteger("hie.fuzz", usual);
            for (long seed = 0; seed < inputs; seed++) {
                once(seed, megabytes, body);
            }
            return;
        }
        long first = Long.getLong("hie.fuzz.seed", System.currentTimeMillis());
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        long seed = first;
        Watch watch = new Watch(Thread.currentThread());
        while (System.nanoTime() < end) {
            watch.begin(seed);
            once(seed, megabytes, body);
            seed++;
        }
        watch.end();
        System.out.println("fuzz: " + (seed - first) + " inputs from seed " + first);
    }

    private static void once(long seed, int megabytes, Body body) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            body.run(seed, new Random(seed));
        } catch (Exception | Error e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) >> 20)
                .as("megabytes used up by seed %d", seed)
                .isLessThanOrEqualTo(megabytes);
    }

    /** Ends the virtual machine when one input takes too long: nothing else ends an endless loop. */
    private static final class Watch {

        private final Thread worker;
        private volatile long seed;
        private volatile long begun = System.nanoTime();
        private volatile boolean isOver;

        Watch(Thread worker) {
            this.worker = worker;
            Thread.ofPlatform().daemon().start(this::look);
        }

        void begin(long next) {
            seed = next;
            begun = System.nanoTime();
        }

        void end() {
            isOver = true;
        }

        private void look() {
            while (!isOver) {
                if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                    System.err.println("fuzz: seed " + seed + " hangs");
                    for (StackTraceElement element : worker.getStackTrace()) {
                        System.err.println("    at " + element);
                    }
                    Runtime.getRuntime().halt(1);
                }
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    /**
     * A changed copy of bytes: some replaced by bytes that mean something, some by any, parts cut out or copied elsewhere.
     *
     * @param telling bytes that mean something to the reader
     */
    public static byte[] mutated(byte[] seed, byte[] telling, Random random) {
        byte[] bytes = seed.clone();
        for (int change = random.nextInt(0, 10); change > 0 && bytes.length > 1; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = telling[random.nextInt(telling.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = without(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 60)));
                case 3 -> bytes = with(bytes, at, telling[random.nextInt(telling.length)], random.nextInt(1, 300));
                default -> {
                    int length = Math.min(random.nextInt(1, 200), bytes.length - at);
                    int to = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes.clone(), at, bytes, to, length);
                }
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] rest = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    private static byte[] with(byte[] bytes, int at, byte one, int times) {
        byte[] longer = new byte[bytes.length + times];
        System.arraycopy(bytes, 0, longer, 0, at);
        java.util.Arrays.fill(longer, at, at + times, one);
        System.arraycopy(bytes, at, longer, at + times, bytes.length - at);
        return longer;
    }
}
