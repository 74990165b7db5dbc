package hie.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The program that measures what one message costs. It is told the class that works on messages, reads its set-up and the message from standard
 * input, and prints the nanoseconds of processor time that a message took. The class is named, not known: the engine's belongs to another archive.
 */
public final class CostLoop {

    private static final int BATCH = 200;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CostLoop() {}

    /**
     * Measures.
     *
     * @param arguments the class, which is a {@code Function<String, ToIntFunction<byte[]>>} from its set-up to what works on one
     *     message and tells a number of it; seconds of warm-up; seconds that are measured
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        ToIntFunction<byte[]> work;
        byte[] message;
        try (DataInputStream input = new DataInputStream(System.in)) {
            work = work(arguments[0], input.readUTF());
            message = input.readAllBytes();
        }
        nanos(work, message, Double.parseDouble(arguments[1]));
        System.out.println(nanos(work, message, Double.parseDouble(arguments[2])));
    }

    @SuppressWarnings("unchecked") // said in the arguments' contract
    private static ToIntFunction<byte[]> work(String className, String setUp) throws ReflectiveOperationException {
        var maker = (Function<String, ToIntFunction<byte[]>>)
                Class.forName(className).getDeclaredConstructor().newInstance();
        return maker.apply(setUp);
    }

    /** Processor time a message, the collector's included: the mean of so many seconds. What each message told is looked at, so that no work is left out as useless. */
    static double nanos(ToIntFunction<byte[]> work, byte[] message, double seconds) {
        int told = work.applyAsInt(message);
        long begin = PROCESS.getProcessCpuTime();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long done = 0;
        do {
            for (int i = 0; i < BATCH; i++) {
                if (work.applyAsInt(message) != told) {
                    throw new IllegalStateException("the same message told another number");
                }
            }
            done += BATCH;
        } while (System.nanoTime() < end);
        return (double) (PROCESS.getProcessCpuTime() - begin) / done;
    }
}
