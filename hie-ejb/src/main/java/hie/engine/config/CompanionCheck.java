package hie.engine.config;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Refuses settings that would do nothing because the one that they go with is not given. */
final class CompanionCheck {

    private static final String QUEUED = "1 or more: an inline process has no queue";

    /**
     * A setting that goes with another one, in classes that have both.
     *
     * @param isHeeded whether it does anything beside what the item gives for others
     * @param expected what the other one has to be, in words
     */
    private record Companion(String setting, String other, Predicate<UnaryOperator<String>> isHeeded, String expected) {

        private static Companion with(String setting, String other, Predicate<String> isHeeded, String expected) {
            return new Companion(setting, other, given -> isHeeded.test(given.apply(other)), expected);
        }

        private static Companion positive(String setting, String other) {
            return with(setting, other, CompanionCheck::isPositive, "above 0");
        }

        private static Companion given(String setting, String other) {
            return with(setting, other, value -> !value.isEmpty(), "given");
        }

        private static Companion queued(String setting) {
            return with(setting, "PoolSize", poolSize -> !poolSize.equals("0"), QUEUED);
        }
    }

    /** Of two for the same setting the first that does not hold is reported. */
    private static final List<Companion> COMPANIONS = List.of(
            Companion.with("PipelineWindow", "ExecutionMode", "async"::equals, "async"),
            Companion.with("WorkerMemory", "ExecutionMode", "multiprocess"::equals, "multiprocess"),
            Companion.with("MaxRestarts", "RestartPolicy", "on_failure"::equals, "on_failure"),
            Companion.with("RestartDelay", "RestartPolicy", policy -> !policy.equals("never"), "always or on_failure"),
            Companion.positive("OverflowStrategy", "QueueSize"),
            Companion.positive("BlockTimeout", "QueueSize"),
            Companion.with("BlockTimeout", "OverflowStrategy", CompanionCheck::isBlock, "block"),
            Companion.positive("CircuitBreakerDelay", "CircuitBreakerThreshold"),
            Companion.positive("RateLimitPeriod", "RateLimit"),
            Companion.positive("DuplicateCount", "DuplicateWindow"),
            Companion.given("SMTPPort", "SMTPServer"),
            Companion.given("RequireClientCertificate", "SSLConfig"),
            Companion.given("CertificateExpiryAlert", "SSLConfig"),
            Companion.with("CertificateExpiryAlert", "URL", CompanionCheck::isEncrypted, "with https"),
            Companion.with("NoBatchReply", "BatchHandling", CompanionCheck::isTakenApart, "other than Whole"),
            Companion.with("PartnerAckTimeout", "GetReply", answer -> !answer.equals("false"), "other than false"),
            new Companion("ReplyTimeout", "AckMode", CompanionCheck::awaitsReply, "Application or MSH-determined"),
            new Companion("ReplyTimeout", "ReplyTarget", CompanionCheck::awaitsReply, "given"),
            Companion.with(
                    "ReplyTimeout",
                    "Pattern",
                    pattern -> pattern.endsWith("_sync") || pattern.startsWith("sync_"),
                    "sync_reliable or concurrent_sync"),
            Companion.with("RequireAll", "Pattern", "concurrent_sync"::equals, "concurrent_sync"),
            Companion.queued("QueueType"),
            Companion.queued("QueueSize"),
            Companion.queued("OrderKey"));

    private CompanionCheck() {}

    /** @param given what the item gives for a setting; empty when it gives nothing */
    static List<ConfigFault> faults(String item, HostClass hostClass, UnaryOperator<String> given) {
        List<ConfigFault> faults = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (Companion companion : COMPANIONS) {
            if (isGiven(companion.setting(), hostClass, given)
                    && hostClass.declares(companion.other())
                    && !companion.isHeeded().test(given)
                    && reported.add(companion.setting())) {
                faults.add(new ConfigFault(
                        item,
                        companion.setting(),
                        "does nothing without " + companion.other() + " (expected: " + companion.other() + " "
                                + companion.expected() + "; or leave it out)"));
            }
        }
        return faults;
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

    private static boolean isBlock(String strategy) {
        return strategy.isEmpty() || strategy.equals("block");
    }

    private static boolean isEncrypted(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("https:");
    }

    private static boolean isTakenApart(String handling) {
        return !handling.isEmpty() && !handling.equals("Whole");
    }

    /** Where there is an AckMode it may also choose the only target there is. */
    private static boolean awaitsReply(UnaryOperator<String> given) {
        String mode = given.apply("AckMode");
        return mode.equals("Application")
                || mode.equals("MSH-determined")
                || mode.isEmpty() && !given.apply("ReplyTarget").isEmpty();
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
