package hie.engine.config;

import hie.api.host.Adapter;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Refuses settings that would do nothing because the one that they go with is not given, or is given otherwise. */
public final class CompanionCheck {

    private static final String QUEUED = "1 or more: an inline process has no queue";
    private static final String ANSWERING = "neither Never nor Byte: otherwise no message is answered by a message";
    private static final String IS_HL7 = Message.HL7_V2 + ": files of other content are taken as they are";

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

        private static Companion answering(String setting) {
            return with(setting, "AckMode", mode -> !mode.equals("Never") && !mode.equals("Byte"), ANSWERING);
        }

        private static Companion ofHl7(String setting) {
            return with(setting, "ContentType", CompanionCheck::isHl7, IS_HL7);
        }

        private static Companion ofOther(String setting) {
            return with(setting, "ContentType", type -> !isHl7(type), "other than " + Message.HL7_V2);
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
            Companion.with("ResponseTimeout", "GetReply", answer -> !answer.equals("false"), "other than false"),
            Companion.given("AppendTimestamp", "ArchivePath"),
            Companion.with("StableFor", "ConfirmComplete", complete -> !complete.equals("NONE"), "other than NONE"),
            Companion.answering("NackErrorCode"),
            Companion.answering("AddNackERR"),
            Companion.answering("LocalFacilityApplication"),
            Companion.answering("NoBatchReply"),
            new Companion("UseAckCommitCodes", "AckMode", CompanionCheck::answersAtOnce, "Immediate"),
            new Companion("UseAckCommitCodes", "ReplyTarget", CompanionCheck::answersAtOnce, "empty"),
            Companion.with("CloseAfterNegativeReply", "AckMode", mode -> !mode.equals("Never"), "other than Never"),
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

    /** Of services that read files, whose content nobody else says the type of. */
    private static final List<Companion> COMPANIONS_OF_FILES = List.of(
            Companion.ofHl7("IgnoreInboundAck"),
            Companion.ofHl7("DefCharEncoding"),
            Companion.ofHl7("BatchHandling"),
            Companion.ofHl7("Validation"),
            Companion.ofHl7("MessageSchemaCategory"),
            Companion.ofHl7("BadMessageHandler"),
            Companion.ofHl7("DuplicateWindow"),
            Companion.ofOther("BodyClass"),
            Companion.ofOther("SchemaName"));

    private CompanionCheck() {}

    /** The settings among those that an item gives that do nothing beside the others; references stand for themselves. */
    public static List<String> idle(HostClass hostClass, Map<String, String> settings) {
        return faults("", hostClass, name -> settings.getOrDefault(name, "")).stream()
                .map(ConfigFault::setting)
                .toList();
    }

    /** @param given what the item gives for a setting; empty when it gives nothing */
    static List<ConfigFault> faults(String item, HostClass hostClass, UnaryOperator<String> given) {
        List<ConfigFault> faults = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (Companion companion : companionsOf(hostClass)) {
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

    private static List<Companion> companionsOf(HostClass hostClass) {
        boolean readsFiles = hostClass.kind() == HostKind.SERVICE && hostClass.adapter() == Adapter.Kind.FILE;
        return readsFiles
                ? Stream.concat(COMPANIONS.stream(), COMPANIONS_OF_FILES.stream())
                        .toList()
                : COMPANIONS;
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

    /** Whether the engine itself says that a message is stored, in original mode. */
    private static boolean answersAtOnce(UnaryOperator<String> given) {
        String mode = given.apply("AckMode");
        return mode.equals("Immediate")
                || mode.isEmpty() && given.apply("ReplyTarget").isEmpty();
    }

    private static boolean isHl7(String contentType) {
        return contentType.isEmpty() || contentType.equals(Message.HL7_V2);
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
