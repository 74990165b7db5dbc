package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest extends CheckedConfig {

    @Test
    void shouldAcceptAnItemWithWhatItNeeds() {
        assertThat(faults(item("From HIS", "MllpService", Map.of("Port", "${var.PORT}", "worker_count", "8"))))
                .isEmpty();
    }

    @Test
    void shouldNameTheUnknownSettingAndTheOnesThereAre() {
        assertThat(faults(item("From HIS", "MllpService", Map.of("Port", "1", "Prot", "2"))))
                .singleElement()
                .asString()
                .startsWith("item From HIS: setting Prot: class MllpService has no such setting (it has: ")
                .contains("PoolSize", "Port");
    }

    @Test
    @Tag("setting:MllpService.AllowedIPAddresses")
    void shouldNameThePeerThatCannotBe() {
        Map<String, String> good = Map.of("Port", "1", "AllowedIPAddresses", "10.1.0.0/16, his.example, ::1");
        Map<String, String> bad = Map.of("Port", "1", "AllowedIPAddresses", "10.1.0.0/16, 10.2.0.0/33");

        assertThat(faults(item("In", "MllpService", good))).isEmpty();
        assertThat(faults(item("In", "MllpService", bad)))
                .singleElement()
                .asString()
                .isEqualTo("item In: setting AllowedIPAddresses: '10.2.0.0/33' must have 0 to 32 after the slash");
    }

    @Test
    void shouldSayWhereReplyCodeActionsAreFaulty() {
        Map<String, String> settings = Map.of("IPAddress", "his", "Port", "2576", "ReplyCodeActions", ":?A=C,:?E=Q");

        assertThat(faults(item("To HIS", "MllpOperation", settings)))
                .singleElement()
                .asString()
                .startsWith("item To HIS: setting ReplyCodeActions: 'Q' at position 11 is no action");
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldRefuseReplyCodesOfOperationsThatGetNone() {
        assertThat(faults(file(Map.of("ReplyCodeActions", "E*disk=RS,X=R,E=F"))))
                .isEmpty();
        assertThat(faults(file(Map.of("ReplyCodeActions", "E=F,:?R=RF"))))
                .singleElement()
                .asString()
                .contains("setting ReplyCodeActions: ':?R' at position 5 can never hold")
                .contains("get no reply codes");
    }

    @Test
    void shouldRefuseExecutionModesThatTheItemCannotHave() {
        assertThat(faults(file(Map.of("ExecutionMode", "single_process")))).isEmpty();
        assertThat(faults(file(Map.of("execution_mode", "single_process", "worker_count", "2"))))
                .singleElement()
                .asString()
                .contains("setting PoolSize: 2 does not go with ExecutionMode single_process");
        assertThat(faults(file(Map.of("ExecutionMode", "async"))))
                .singleElement()
                .asString()
                .contains("class FileOperation cannot have several messages under way");
        Map<String, String> mllp = Map.of("IPAddress", "his", "Port", "2575", "ExecutionMode", "async");
        assertThat(faults(item("To HIS", "MllpOperation", mllp))).isEmpty();
        assertThat(faults(item("To HIS", "MllpOperation", with(mllp, "QueueType", "lifo"))))
                .singleElement()
                .asString()
                .contains("lifo does not go with ExecutionMode async");
        assertThat(faults(item("To HIS", "MllpOperation", with(mllp, "GetReply", "false"))))
                .singleElement()
                .asString()
                .contains("false does not go with ExecutionMode async");
        assertThat(faults(item("To HIS", "MllpOperation", with(mllp, "PartnerAckTimeout", "5"))))
                .singleElement()
                .asString()
                .contains("setting PartnerAckTimeout");
        assertThat(faults(item("To HIS", "MllpOperation", with(mllp, "StayConnected", "0"))))
                .singleElement()
                .asString()
                .contains("setting StayConnected: 0 does not go with ExecutionMode async");
        assertThat(faults(item("To HIS", "MllpOperation", with(mllp, "Interceptors", "Audit"))))
                .singleElement()
                .asString()
                .contains("setting Interceptors");
    }

    @Test
    @Tag("setting:FileService.PoolSize")
    void shouldRefuseMoreThanOneWorkerOfAFolder() {
        assertThat(faults(item("In", "FileService", Map.of("FilePath", "/tmp", "PoolSize", "2"))))
                .singleElement()
                .asString()
                .contains("setting PoolSize: 2 is too large (expected: at most 1)");
    }

    @Test
    void shouldRefuseATimeLimitWhereNoWorkerCanKeepIt() {
        assertThat(faults(file(Map.of("MessageTimeout", "30")))).isEmpty();
        assertThat(faults(item("R", "RoutingProcess", Map.of("PoolSize", "0", "MessageTimeout", "30"))))
                .singleElement()
                .asString()
                .contains("setting MessageTimeout: an inline process works in its callers' transactions");
        assertThat(faults(item(
                        "To HIS",
                        "MllpOperation",
                        Map.of("IPAddress", "his", "Port", "2575", "ExecutionMode", "async", "MessageTimeout", "1"))))
                .singleElement()
                .asString()
                .contains("setting MessageTimeout: does not go with ExecutionMode async");
    }

    @Test
    void shouldRefuseToHoldKeysBackWhereNoOrderIsKept() {
        assertThat(faults(file(Map.of("HoldKeyOnSuspend", "true")))).isEmpty();
        assertThat(faults(file(Map.of("HoldKeyOnSuspend", "true", "PoolSize", "2", "OrderKey", "PID-3.1"))))
                .isEmpty();
        assertThat(faults(file(Map.of("HoldKeyOnSuspend", "true", "PoolSize", "2"))))
                .singleElement()
                .asString()
                .contains("setting HoldKeyOnSuspend: needs an OrderKey, or a PoolSize of 1");
        assertThat(faults(file(Map.of("HoldKeyOnSuspend", "1", "QueueType", "priority"))))
                .singleElement()
                .asString()
                .contains("goes with QueueType fifo only, not with priority");
        Map<String, String> async =
                Map.of("HoldKeyOnSuspend", "true", "ExecutionMode", "async", "IPAddress", "10.0.0.1", "Port", "2575");
        assertThat(faults(item("Out", "MllpOperation", async)))
                .singleElement()
                .asString()
                .contains("needs an OrderKey with ExecutionMode async");
        Map<String, String> keyed = new HashMap<>(async);
        keyed.put("OrderKey", "PID-3.1");
        assertThat(faults(item("Out", "MllpOperation", keyed))).isEmpty();
    }

    @Test
    void shouldRefuseAMessageClassThatNoExtensionHas() {
        assertThat(faults(item("In", "HttpService", Map.of("body_class", "site.Order"))))
                .singleElement()
                .asString()
                .contains("setting BodyClass: no extension has a message class 'site.Order'");
    }

    private static ItemConfig file(Map<String, String> settings) {
        return item("To HIS", "FileOperation", with(settings, "FilePath", "/tmp/x"));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    @Test
    void shouldRefuseAnOrderKeyWhereNoOrderIsKept() {
        for (String type : List.of("lifo", "unordered")) {
            assertThat(faults(item(
                            "To HIS",
                            "FileOperation",
                            Map.of("FilePath", "/tmp/x", "queue_type", type, "OrderKey", "PID-3.1"))))
                    .singleElement()
                    .asString()
                    .startsWith("item To HIS: setting OrderKey: no order is kept with QueueType " + type);
        }
        assertThat(faults(item(
                        "To HIS",
                        "FileOperation",
                        Map.of("FilePath", "/tmp/x", "QueueType", "priority", "OrderKey", "PID-3.1"))))
                .isEmpty();
    }

    @Test
    void shouldNameTheSettingWithAnImpossibleValue() {
        assertThat(faults(item("From HIS", "MllpService", Map.of("Port", "70000"))))
                .singleElement()
                .asString()
                .startsWith("item From HIS: setting Port: '70000' is not acceptable");
    }

    @Test
    void shouldJudgeAReferenceByWhatItResolvesTo() {
        assertThat(faults(item("A", "MllpService", Map.of("Port", "${var.PORT:x}"))))
                .isEmpty();
        assertThat(faults(item("A", "MllpService", Map.of("Port", "${var.OTHER:x}"))))
                .singleElement()
                .asString()
                .startsWith("item A: setting Port: 'x' is not acceptable");
        assertThat(faults(item("A", "MllpService", Map.of("Port", "${var.OTHER}"))))
                .singleElement()
                .asString()
                .startsWith("item A: setting Port: the environment variable HIE_VAR_OTHER is not set");
        assertThat(faults(item("A", "MllpService", Map.of("Port", "${env.PATH}"))))
                .singleElement()
                .asString()
                .startsWith("item A: setting Port: ${env.PATH} is no reference");
    }

    @Test
    void shouldDemandRequiredSettings() {
        assertThat(faults(item("A", "MllpService", Map.of())))
                .containsExactly("item A: setting Port: a value is required (expected: a TCP port, 1 to 65535)");
        assertThat(faults(item("A", "MllpService", Map.of("Port", ""))))
                .containsExactly("item A: setting Port: a value is required (expected: a TCP port, 1 to 65535)");
    }

    @Test
    void shouldRefuseASettingGivenUnderBothItsNames() {
        assertThat(faults(item("A", "MllpService", Map.of("Port", "1", "PoolSize", "2", "worker_count", "3"))))
                .containsExactly(
                        "item A: setting PoolSize: is given twice, also as worker_count; leave one of them out");
    }

    @Test
    void shouldNameTheClassesThereAre() {
        assertThat(faults(item("A", "TcpService", Map.of("Port", "1"))))
                .singleElement()
                .asString()
                .startsWith("item A: there is no class 'TcpService'")
                .contains("MllpService", "RoutingProcess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " A", "A/B", "-A", "A%", "\u00C4rzte", "../x"})
    void shouldSayWhatANameIs(String name) {
        assertThat(faults(files(name))).anySatisfy(fault -> assertThat(fault).contains("a name is 1 to 64 letters"));
    }

    @Test
    void shouldAskTheHostAboutResolvedSettings() {
        assertThat(faults(new ItemConfig[] {item("Out", "HttpOperation", Map.of("URL", "${var.SCHEME:ftp}://there"))}))
                .containsExactly(
                        "item Out: setting URL: 'ftp://there' is not acceptable (expected: http:// or https:// and a host)");
        assertThat(faults(new ItemConfig[] {item("Out", "HttpOperation", Map.of("URL", "${var.SCHEME:http}://there"))}))
                .isEmpty();
    }

    @Test
    void shouldSayAFaultOfASettingOnlyOnce() {
        assertThat(faults(new ItemConfig[] {item("Out", "HttpOperation", Map.of("URL", "http://x", "Method", "GET"))}))
                .singleElement()
                .asString()
                .startsWith("item Out: setting Method: ");
    }

    private static ItemConfig inProcesses(String name, String setting, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("IPAddress", "his", "Port", "1"));
        settings.put("ExecutionMode", "multiprocess");
        settings.put(setting, value);
        return item(name, "MllpOperation", settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PoolSize                | 65           | 65 processes are too many
                    QueueType               | lifo         | lifo is served within the engine's process only
                    CircuitBreakerThreshold | 3            | is counted over all workers
                    RateLimit               | 10           | is counted over all workers
                    SSLConfig               | his          | SSL contexts belong to the engine's process
                    Interceptors            | Audit, Sizes | Sizes keeps its figures in the engine's process
                    """, quoteCharacter = '"')
    @Tag("setting:QueuedHost.ExecutionMode")
    void shouldRefuseWhatProcessesOfTheirOwnCannotDo(String setting, String value, String fault) {
        assertThat(faults(inProcesses("Out", setting, value)))
                .singleElement()
                .asString()
                .startsWith("item Out: setting " + setting + ": with ExecutionMode multiprocess: " + fault);
    }

    @Test
    void shouldRefuseAnInlineProcessInProcessesOfItsOwn() {
        assertThat(faults(item("R", "RoutingProcess", Map.of("PoolSize", "0", "ExecutionMode", "multiprocess"))))
                .singleElement()
                .asString()
                .startsWith(
                        "item R: setting PoolSize: with ExecutionMode multiprocess: 0 runs the process in its callers'");
        assertThat(faults(inProcesses("Out", "HoldKeyOnSuspend", "true"))).isEmpty();
        assertThat(faults(inProcesses("Out", "PoolSize", "4"))).isEmpty();
    }

    @Test
    void shouldRefuseATargetThatDropsWhatProcessesSend() {
        ItemConfig router = item(
                "R", "RoutingProcess", Map.of("Rules", "otherwise send Out", "ExecutionMode", "multiprocess"), "Out");
        ItemConfig out = item(
                "Out", "FileOperation", Map.of("FilePath", "x", "QueueSize", "5", "OverflowStrategy", "drop_oldest"));

        assertThat(faults(router, out))
                .singleElement()
                .asString()
                .startsWith("item R: setting ExecutionMode: its target 'Out' has OverflowStrategy drop_oldest");
    }
}
