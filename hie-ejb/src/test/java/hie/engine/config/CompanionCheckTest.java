package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that do nothing beside what an item gives for others. */
class CompanionCheckTest {

    private final HostCatalog catalog = new HostCatalog();

    private List<String> faults(String type, Map<String, String> settings) {
        ConfigCheck check = new ConfigCheck();
        check.catalog = catalog;
        check.references = new SettingReferences(name -> null);
        return check.check(new ItemConfig("Item", type, true, "", settings, List.of())).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    private List<String> file(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("FilePath", "/tmp/x");
        return faults("FileOperation", all);
    }

    @ParameterizedTest
    @CsvSource({
        "OverflowStrategy, reject_new, QueueSize",
        "BlockTimeout, 7, QueueSize",
        "RateLimitPeriod, 7, RateLimit",
        "CircuitBreakerDelay, 7, CircuitBreakerThreshold",
        "WorkerMemory, 300, ExecutionMode",
        "MaxRestarts, 7, RestartPolicy"
    })
    void shouldRefuseASettingThatDoesNothingWithoutAnother(String setting, String value, String other) {
        assertThat(file(Map.of(setting, value)))
                .singleElement()
                .asString()
                .contains("setting " + setting + ": does nothing without " + other);
    }

    /** What is said of a setting of an item beside which the other one is as given; nothing, when it does something there. */
    private String unheeded(String type, Map<String, String> others, String setting, String value) {
        Map<String, String> required = new HashMap<>(Map.of("Port", "2575"));
        if (type.equals("MllpOperation")) {
            required.put("IPAddress", "his");
        } else if (type.equals("HttpOperation")) {
            required = new HashMap<>(Map.of("URL", "http://his/in"));
        } else if (type.equals("FileService")) {
            required = new HashMap<>(Map.of("FilePath", "/in"));
        } else if (!type.equals("MllpService")) {
            required.clear();
        }
        required.putAll(others);
        required.put(setting, value);
        List<String> faults = faults(type, required);
        assertThat(faults).hasSizeLessThan(2);
        return faults.isEmpty() ? "" : faults.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "HttpService, ReplyTimeout, 7, ReplyTarget, '', Out",
        "MllpService, ReplyTimeout, 7, AckMode, Immediate, MSH-determined",
        "MllpService, RequireClientCertificate, true, SSLConfig, '', hospital",
        "MllpService, CertificateExpiryAlert, 7, SSLConfig, '', hospital",
        "MllpService, DuplicateCount, 7, DuplicateWindow, 0, 60",
        "MllpService, NoBatchReply, true, BatchHandling, Whole, Individual",
        "MllpService, RestartDelay, 7, RestartPolicy, never, on_failure",
        "MllpOperation, CertificateExpiryAlert, 7, SSLConfig, '', hospital",
        "MllpOperation, PartnerAckTimeout, 7, GetReply, false, true",
        "MllpOperation, BlockTimeout, 7, QueueSize, '', 10",
        "HttpOperation, CertificateExpiryAlert, 7, URL, http://his/in, https://his/in",
        "FanOutProcess, ReplyTimeout, 7, Pattern, concurrent_async, sync_reliable",
        "FanOutProcess, RequireAll, false, Pattern, sync_reliable, concurrent_sync",
        "MllpOperation, ResponseTimeout, 7, GetReply, false, MSH-determined",
        "FileService, AppendTimestamp, ALWAYS, ArchivePath, '', /archive",
        "FileService, StableFor, 7, ConfirmComplete, NONE, READABLE",
        "MllpService, NackErrorCode, AllE, AckMode, Never, Immediate",
        "MllpService, AddNackERR, false, AckMode, Byte, MSH-determined",
        "MllpService, LocalFacilityApplication, A:B, AckMode, Byte, Application",
        "MllpService, UseAckCommitCodes, true, AckMode, MSH-determined, Immediate",
        "HttpService, UseAckCommitCodes, true, ReplyTarget, Out, ''",
        "MllpService, CloseAfterNegativeReply, true, AckMode, Never, Byte",
        "FileService, IgnoreInboundAck, true, ContentType, text/plain, application/hl7-v2",
        "FileService, DefCharEncoding, UTF-8, ContentType, text/plain, application/hl7-v2",
        "FileService, BatchHandling, Individual, ContentType, text/plain, application/hl7-v2",
        "FileService, Validation, dm-z, ContentType, text/plain, application/hl7-v2",
        "FileService, MessageSchemaCategory, 2.5, ContentType, text/plain, application/hl7-v2",
        "FileService, BadMessageHandler, Bad, ContentType, text/plain, application/hl7-v2",
        "FileService, DuplicateWindow, 60, ContentType, application/json, application/hl7-v2",
        "FileService, SchemaName, order.xsd, ContentType, application/hl7-v2, application/xml"
    })
    void shouldRefuseASettingThatDoesNothingBesideTheOther(
            String type, String setting, String value, String other, String without, String with) {
        assertThat(unheeded(type, without.isEmpty() ? Map.of() : Map.of(other, without), setting, value))
                .contains("setting " + setting + ": does nothing without " + other);
        assertThat(unheeded(type, Map.of(other, with), setting, value)).isEmpty();
    }

    @Test
    void shouldRefuseTheTimeThatNobodyBlocksFor() {
        assertThat(file(Map.of("BlockTimeout", "7", "QueueSize", "10", "OverflowStrategy", "reject_new")))
                .singleElement()
                .asString()
                .contains(
                        "setting BlockTimeout: does nothing without OverflowStrategy (expected: OverflowStrategy block");
    }

    @Test
    void shouldTakeTheTimeThatAReplyTargetIsWaitedForWithoutAnAckMode() {
        assertThat(unheeded("MllpService", Map.of("ReplyTarget", "Out"), "ReplyTimeout", "7"))
                .isEmpty();
        assertThat(unheeded("MllpService", Map.of(), "ReplyTimeout", "7"))
                .contains("setting ReplyTimeout: does nothing without AckMode");
    }

    @Test
    void shouldAcceptASettingBesideTheOneThatItGoesWithAndWhereItOnlySaysTheDefault() {
        assertThat(file(Map.of(
                        "OverflowStrategy",
                        "reject_new",
                        "QueueSize",
                        "10",
                        "MaxRestarts",
                        "7",
                        "RestartPolicy",
                        "on_failure")))
                .isEmpty();
        assertThat(file(Map.of("OverflowStrategy", "block"))).isEmpty();
    }

    @Test
    void shouldRefuseQueueSettingsOfAnInlineProcess() {
        assertThat(faults("RoutingProcess", Map.of("PoolSize", "0", "QueueType", "lifo")))
                .singleElement()
                .asString()
                .contains("setting QueueType: does nothing without PoolSize (expected: PoolSize 1 or more");
    }

    @Test
    void shouldLeaveHl7SettingsToServicesWhoseSendersSayWhatTheySend() {
        assertThat(unheeded("HttpService", Map.of("ContentType", "text/plain"), "Validation", "dm-z"))
                .isEmpty();
        assertThat(unheeded("HttpService", Map.of(), "SchemaName", "order.xsd")).isEmpty();
    }

    @Test
    void shouldTakeAnOrderKeyOfOneWorker() {
        assertThat(file(Map.of("OrderKey", "PID-3.1"))).isEmpty();
    }

    @Test
    void shouldNameWhatAnImportMustNotWrite() {
        assertThat(CompanionCheck.idle(
                        catalog.find("MllpOperation").orElseThrow(),
                        Map.of("IPAddress", "his", "Port", "1", "GetReply", "false", "ResponseTimeout", "7")))
                .containsExactly("ResponseTimeout");
    }
}
