package hie.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What goes with ExecutionMode multiprocess and what does not. */
final class ProcessRules {

    private static final String MODE = "ExecutionMode";
    private static final String MULTIPROCESS = "multiprocess";
    private static final int MOST_PROCESSES = 64;

    private final String item;
    private final UnaryOperator<String> given;
    private final List<ConfigFault> faults = new ArrayList<>();

    private ProcessRules(String item, UnaryOperator<String> given) {
        this.item = item;
        this.given = given;
    }

    /**
     * What is wrong with an item in its mode.
     *
     * @param given what the item gives for a setting, resolved; empty for nothing
     */
    static List<ConfigFault> faults(String item, UnaryOperator<String> given) {
        ProcessRules rules = new ProcessRules(item, given);
        if (isMultiprocess(given)) {
            rules.checkProcesses();
        }
        return rules.faults;
    }

    /** Whether an item works in processes of its own. */
    static boolean isMultiprocess(UnaryOperator<String> given) {
        return given.apply(MODE).equals(MULTIPROCESS);
    }

    private void checkProcesses() {
        String size = given.apply("PoolSize").trim();
        if (size.equals("0")) {
            refuse(
                    "PoolSize",
                    "0 runs the process in its callers' processes, and multiprocess in its own; give 1 or more");
        }
        if (isAbove("PoolSize", MOST_PROCESSES)) {
            refuse("PoolSize", size + " processes are too many (expected: at most " + MOST_PROCESSES + ")");
        }
        if (given.apply("QueueType").equals("lifo")) {
            refuse("QueueType", "lifo is served within the engine's process only; choose fifo, priority or unordered");
        }
        for (String counted : List.of("CircuitBreakerThreshold", "RateLimit")) {
            if (isAbove(counted, 0)) {
                refuse(counted, "is counted over all workers, which processes of their own cannot do; leave it out");
            }
        }
        if (!given.apply("SSLConfig").isEmpty()) {
            refuse("SSLConfig", "SSL contexts belong to the engine's process; leave it out");
        }
        if (List.of(given.apply("Interceptors").split("\\s*,\\s*")).contains("Sizes")) {
            refuse("Interceptors", "Sizes keeps its figures in the engine's process; leave it out");
        }
    }

    private boolean isAbove(String setting, int value) {
        try {
            return Integer.parseInt(given.apply(setting).trim()) > value;
        } catch (NumberFormatException reportedWithTheSetting) {
            return false;
        }
    }

    private void refuse(String setting, String why) {
        faults.add(new ConfigFault(item, setting, "with ExecutionMode multiprocess: " + why));
    }
}
