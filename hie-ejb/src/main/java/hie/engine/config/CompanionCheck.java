package hie.engine.config;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Refuses settings that would do nothing because the one that they go with is not given. */
final class CompanionCheck {

    /**
     * A setting that goes with another one.
     *
     * @param isHeeded whether it does anything beside a value of the other one
     * @param expected what the other one has to be, in words
     */
    private record Companion(String setting, String other, Predicate<String> isHeeded, String expected) {}

    private static final List<Companion> COMPANIONS = List.of(
            new Companion("PipelineWindow", "ExecutionMode", "async"::equals, "async"),
            new Companion("WorkerMemory", "ExecutionMode", "multiprocess"::equals, "multiprocess"),
            new Companion("OverflowStrategy", "QueueSize", CompanionCheck::isPositive, "above 0"),
            new Companion("BlockTimeout", "QueueSize", CompanionCheck::isPositive, "above 0"),
            new Companion("CircuitBreakerDelay", "CircuitBreakerThreshold", CompanionCheck::isPositive, "above 0"),
            new Companion("SMTPPort", "SMTPServer", server -> !server.isEmpty(), "given"),
            new Companion("RateLimitPeriod", "RateLimit", CompanionCheck::isPositive, "above 0"),
            new Companion(
                    "QueueType", "PoolSize", CompanionCheck::isQueued, "1 or more: an inline process has no queue"),
            new Companion(
                    "QueueSize", "PoolSize", CompanionCheck::isQueued, "1 or more: an inline process has no queue"),
            new Companion(
                    "OrderKey", "PoolSize", CompanionCheck::isQueued, "1 or more: an inline process has no queue"));

    private CompanionCheck() {}

    /** @param given what the item gives for a setting; empty when it gives nothing */
    static List<ConfigFault> faults(String item, HostClass hostClass, UnaryOperator<String> given) {
        return COMPANIONS.stream()
                .filter(companion -> isGiven(companion.setting(), hostClass, given)
                        && hostClass.declares(companion.other())
                        && !companion.isHeeded().test(given.apply(companion.other())))
                .map(companion -> new ConfigFault(
                        item,
                        companion.setting(),
                        "does nothing without " + companion.other() + " (expected: " + companion.other() + " "
                                + companion.expected() + "; or leave it out)"))
                .toList();
    }

    /** Whoever writes the default down asks for nothing. */
    private static boolean isGiven(String setting, HostClass hostClass, UnaryOperator<String> given) {
        String value = given.apply(setting);
        return !value.isEmpty()
                && !hostClass
                        .setting(setting)
                        .map(SettingDescriptor::defaultValue)
                        .orElse("")
                        .equals(value);
    }

    private static boolean isQueued(String poolSize) {
        return !poolSize.equals("0");
    }

    /** What is no number is reported where the setting itself is checked. */
    private static boolean isPositive(String number) {
        try {
            return !number.isEmpty() && new BigDecimal(number).signum() > 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
