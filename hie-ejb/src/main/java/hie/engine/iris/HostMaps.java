package hie.engine.iris;

import static hie.engine.iris.SettingMap.adapter;
import static hie.engine.iris.SettingMap.always;
import static hie.engine.iris.SettingMap.host;
import static hie.engine.iris.SettingMap.only;
import static hie.engine.iris.SettingMap.targets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The host classes of IRIS that HIE has an equal for, with their settings, units and defaults. Seconds are seconds on both sides.
 * Whoever adds a line here adds one to {@code docs/iris.md}.
 */
final class HostMaps {

    static final String BAD_MESSAGES = "BadMessageHandler";
    static final String RULE_NAME = "BusinessRuleName";

    /** The class that runs BPL, and its setting that names the process. */
    static final String BPL = "BplProcess";

    static final String PROCESS = "Process";

    /** The class that mails. */
    static final String MAILER = "EMailAlertOperation";

    /** The item that gets alerts. */
    static final String ALERTS = "Ens.Alert";

    private static final Function<String, Optional<String>> OVERWRITE =
            ValueRule.choice(Map.of("1", "OVERWRITE", "0", "APPEND", "true", "OVERWRITE", "false", "APPEND"));
    private static final Function<String, Optional<String>> STAMP =
            ValueRule.choice(Map.of("1", "ALWAYS", "0", "NEVER", "true", "ALWAYS", "false", "NEVER"));
    private static final Function<String, Optional<String>> COMPLETE = ValueRule.choice(Map.of(
            "0",
            "NONE",
            "None",
            "NONE",
            "1",
            "SIZE",
            "Size",
            "SIZE",
            "3",
            "READABLE",
            "Readable",
            "READABLE",
            "4",
            "WRITABLE",
            "Writable",
            "WRITABLE"));

    private static final List<SettingMap> ANY = List.of(
            host("AlertOnError", "AlertOnError", ValueRule::flag),
            host("InactivityTimeout", "InactivityTimeout", ValueRule::same),
            host("Schedule", "Schedule", ValueRule::same),
            always("Host", "ArchiveIO", "0", ""),
            always("Host", "SearchTableClass", ""),
            always("Host", "BusinessPartner", ""));

    private static final List<SettingMap> SERVICE =
            List.of(targets("TargetConfigNames"), only("Host", "AckTargetConfigNames", ""));

    /** What IRIS does when nothing is said. */
    private static final Map<String, String> HL7_DEFAULTS = Map.of("BatchHandling", "Single-Session");

    private static final Map<String, String> ANSWER_DEFAULTS =
            Map.of("NackErrorCode", "ContentE", "AddNackERR", "false");

    private static final Function<String, Optional<String>> BATCHES = ValueRule.choice(Map.of(
            "",
            "",
            "Whole",
            "Whole",
            "Whole Batch",
            "Whole",
            "Batch",
            "Whole",
            "1Session",
            "Single-Session",
            "Single-Session Batch",
            "Single-Session",
            "MSession",
            "Multi-Session",
            "Multi-Session Batch",
            "Multi-Session",
            "Individual",
            "Individual"));

    private static final List<SettingMap> HL7_IN = List.of(
            host("MessageSchemaCategory", "MessageSchemaCategory", ValueRule::sameUnlessEmpty),
            host("BatchHandling", "BatchHandling", BATCHES),
            host("IgnoreInboundAck", "IgnoreInboundAck", ValueRule::flag),
            host("DefCharEncoding", "DefCharEncoding", ValueRule::encoding));

    /** Of services that answer. Files are answered nowhere: theirs are kept. */
    private static final List<SettingMap> ANSWERS = List.of(
            host("NoBatchReply", "NoBatchReply", ValueRule::flag),
            host("UseAckCommitCodes", "UseAckCommitCodes", ValueRule::flag),
            host("AddNackERR", "AddNackERR", ValueRule::flag),
            host("NackErrorCode", "NackErrorCode", ValueRule::sameUnlessEmpty),
            host("LocalFacilityApplication", "LocalFacilityApplication", ValueRule::sameUnlessEmpty));

    private static final Function<String, Optional<String>> ACK_MODE = ValueRule.choice(Map.of(
            "",
            "",
            "Never",
            "Never",
            "Immed",
            "Immediate",
            "Immediate",
            "Immediate",
            "App",
            "Application",
            "Application",
            "Application",
            "Msh",
            "MSH-determined",
            "MSH-determined",
            "MSH-determined",
            "Byte",
            "Byte"));

    /** Files are answered nowhere, and an HTTP caller at once. */
    private static final List<SettingMap> ANSWERED_ELSEWHERE =
            List.of(only("Host", "AckMode", "Immediate", "Immed", "Never", ""));

    private static final List<SettingMap> FILES_IN = List.of(
            adapter("FilePath", "FilePath", ValueRule::same),
            adapter("FileSpec", "FileSpec", ValueRule::patterns),
            adapter("ArchivePath", "ArchivePath", ValueRule::sameUnlessEmpty),
            adapter("WorkPath", "WorkPath", ValueRule::sameUnlessEmpty),
            adapter("CallInterval", "CallInterval", ValueRule::same),
            adapter("SubdirectoryLevels", "SubdirectoryLevels", ValueRule::same),
            adapter("SemaphoreSpecification", "SemaphoreSpecification", ValueRule::sameUnlessEmpty),
            adapter("ConfirmComplete", "ConfirmComplete", COMPLETE),
            adapter("AppendTimestamp", "AppendTimestamp", STAMP),
            only("Adapter", "Charset", "Default", "", "Binary"),
            only("Adapter", "HeaderCount", "0"));

    private static final List<SettingMap> SOCKET_IN = List.of(
            host("AckMode", "AckMode", ACK_MODE),
            adapter("Port", "Port", ValueRule::sameUnlessEmpty),
            adapter("LocalInterface", "LocalInterface", ValueRule::address),
            adapter("AllowedIPAddresses", "AllowedIPAddresses", ValueRule::sameUnlessEmpty),
            adapter("ReadTimeout", "ReadTimeout", ValueRule::same),
            adapter("StayConnected", "IdleTimeout", ValueRule::secondsOrForEver),
            adapter("SSLConfig", "SSLConfig", ValueRule::tls),
            always("Adapter", "JobPerConnection", "1", "true"),
            only("Host", "Framing", "Flexible", "MLLP"));

    private static final List<SettingMap> QUEUED = List.of(
            host("QueueCountAlert", "QueueCountAlert", ValueRule::same),
            host("QueueWaitAlert", "QueueWaitAlert", ValueRule::same),
            always("Host", "AlertRetryGracePeriod", "0"));

    private static final List<SettingMap> OPERATION = List.of(
            host("RetryInterval", "RetryInterval", ValueRule::same),
            host("FailureTimeout", "FailureTimeout", ValueRule::same),
            always("Host", "ThrottleDelay", "0"),
            only("Host", "Separators", ""),
            only("Host", "AutoBatchParentSegs", "0"));

    private static final List<SettingMap> FILES_OUT = List.of(
            host("ReplyCodeActions", "ReplyCodeActions", ValueRule::failures),
            adapter("FilePath", "FilePath", ValueRule::same),
            host("Filename", "Filename", ValueRule::sameUnlessEmpty),
            adapter("Overwrite", "Overwrite", OVERWRITE),
            only("Adapter", "Charset", "Default", "", "Binary"),
            only("Host", "Framing", "None"));

    private static final List<SettingMap> SOCKET_OUT = List.of(
            host("ReplyCodeActions", "ReplyCodeActions", ValueRule::sameUnlessEmpty),
            adapter("IPAddress", "IPAddress", ValueRule::destination),
            adapter("Port", "Port", ValueRule::sameUnlessEmpty),
            adapter("StayConnected", "StayConnected", ValueRule::same),
            adapter("ConnectTimeout", "ConnectTimeout", ValueRule::same),
            adapter("ResponseTimeout", "ResponseTimeout", ValueRule::same),
            adapter("LocalInterface", "LocalInterface", ValueRule::address),
            adapter("SSLConfig", "SSLConfig", ValueRule::tls),
            adapter("GetReply", "GetReply", ValueRule::flag),
            only("Host", "GetReply", "1"),
            only("Host", "Framing", "MLLP"));

    private static final List<SettingMap> HTTP_OUT = List.of(
            host("ReplyCodeActions", "ReplyCodeActions", ValueRule::sameUnlessEmpty),
            host("ContentType", "ContentType", ValueRule::sameUnlessEmpty),
            adapter("ConnectTimeout", "ConnectTimeout", ValueRule::same),
            adapter("OpenTimeout", "ConnectTimeout", ValueRule::same),
            adapter("ResponseTimeout", "ResponseTimeout", ValueRule::same));

    /** HIE's letters say what they say; TLS and passwords are a mail session's of the server. */
    private static final List<SettingMap> MAIL = List.of(
            host("SubjectPrefix", "SubjectPrefix", ValueRule::sameUnlessEmpty),
            always("Host", "IncludeDetails", "0", "false", ""),
            always("Host", "IncludeNodeinSubject", "0", "false", ""),
            adapter("SMTPServer", "SMTPServer", ValueRule::sameUnlessEmpty),
            adapter("SMTPPort", "SMTPPort", ValueRule::sameUnlessEmpty),
            adapter("From", "From", ValueRule::sameUnlessEmpty),
            adapter("Recipient", "Recipient", ValueRule::addresses),
            adapter("Cc", "Cc", ValueRule::addresses),
            only("Adapter", "Credentials", ""),
            only("Adapter", "SSLConfig", ""));

    private static final List<SettingMap> ROUTER = List.of(
            host(RULE_NAME, RuleNames.SETTING, ValueRule::same),
            targets(BAD_MESSAGES),
            targets("ResponseTargetConfigNames"),
            host("Validation", "Validation", ValueRule::sameUnlessEmpty),
            only("Host", "ForceSyncSend", "0"),
            always("Host", "AlertOnBadMessage", "0"),
            always("Host", "RuleLogging", ""));

    private static final String TEXT = "application/hl7-v2";
    private static final String BYTES = "application/octet-stream";

    private static final Map<String, HostMap> ALL = index(
            map(
                    "EnsLib.HL7.Service.TCPService",
                    "MllpService",
                    answering(Map.of("LocalInterface", "0.0.0.0", "ReadTimeout", "5")),
                    SERVICE,
                    HL7_IN,
                    ANSWERS,
                    SOCKET_IN),
            map(
                    "EnsLib.HL7.Service.FileService",
                    "FileService",
                    hl7(Map.of("AppendTimestamp", "ALWAYS", "ContentType", TEXT)),
                    SERVICE,
                    HL7_IN,
                    ANSWERED_ELSEWHERE,
                    FILES_IN),
            map(
                    "EnsLib.HL7.Service.HTTPService",
                    "HttpService",
                    answering(Map.of("ContentType", TEXT)),
                    SERVICE,
                    HL7_IN,
                    ANSWERS,
                    ANSWERED_ELSEWHERE),
            map(
                    "EnsLib.File.PassthroughService",
                    "FileService",
                    Map.of("AppendTimestamp", "ALWAYS", "ContentType", BYTES),
                    SERVICE,
                    FILES_IN),
            map("EnsLib.HTTP.GenericService", "HttpService", Map.of("ContentType", BYTES), SERVICE),
            map("EnsLib.HL7.MsgRouter.RoutingEngine", "RoutingProcess", Map.of(), QUEUED, ROUTER),
            map("EnsLib.MsgRouter.RoutingEngine", "RoutingProcess", Map.of(), QUEUED, ROUTER),
            map("EnsLib.MsgRouter.VDocRoutingEngine", "RoutingProcess", Map.of(), QUEUED, ROUTER),
            map("EnsLib.HL7.Operation.TCPOperation", "MllpOperation", Map.of(), QUEUED, OPERATION, SOCKET_OUT),
            map(
                    "EnsLib.HL7.Operation.FileOperation",
                    "FileOperation",
                    Map.of("Overwrite", "OVERWRITE", "FailureTimeout", "15"),
                    QUEUED,
                    OPERATION,
                    FILES_OUT),
            map(
                    "EnsLib.File.PassthroughOperation",
                    "FileOperation",
                    Map.of("Overwrite", "OVERWRITE", "FailureTimeout", "15"),
                    QUEUED,
                    OPERATION,
                    FILES_OUT),
            map("EnsLib.HL7.Operation.HTTPOperation", "HttpOperation", Map.of(), QUEUED, OPERATION, HTTP_OUT),
            map("EnsLib.EMail.AlertOperation", MAILER, Map.of("FailureTimeout", "15"), QUEUED, OPERATION, MAIL));

    private static final Map<String, String> BUILT_IN = Map.of(
            "Ens.Activity.Operation.Local", "the engine keeps figures of every item by itself",
            "Ens.Alerting.AlertManager", "the engine keeps incidents by itself",
            "Ens.Alerting.NotificationManager", "the engine sends notices by itself",
            "Ens.Alerting.AlertMonitor", "the engine watches incidents by itself",
            "Ens.MonitorService", "the engine watches its items by itself",
            "Ens.ProductionMonitorService", "the engine watches its items by itself",
            "Ens.ScheduleService", "every item has a schedule of its own");

    private HostMaps() {}

    private static Map<String, String> answering(Map<String, String> defaults) {
        Map<String, String> all = hl7(ANSWER_DEFAULTS);
        all.putAll(defaults);
        return all;
    }

    private static Map<String, String> hl7(Map<String, String> defaults) {
        Map<String, String> all = new LinkedHashMap<>(HL7_DEFAULTS);
        all.putAll(defaults);
        return all;
    }

    @SafeVarargs
    private static HostMap map(String className, String to, Map<String, String> defaults, List<SettingMap>... groups) {
        List<SettingMap> settings = new ArrayList<>(ANY);
        for (List<SettingMap> group : groups) {
            settings.addAll(group);
        }
        return new HostMap(className, to, List.copyOf(settings), defaults);
    }

    private static Map<String, HostMap> index(HostMap... maps) {
        Map<String, HostMap> index = new LinkedHashMap<>();
        for (HostMap map : maps) {
            index.put(map.className(), map);
        }
        return index;
    }

    /** What becomes of items of all classes that HIE has an equal for. */
    static Collection<HostMap> all() {
        return ALL.values();
    }

    /** What becomes of items of that class, if HIE has an equal for it. */
    static Optional<HostMap> of(String className) {
        return Optional.ofNullable(ALL.get(className));
    }

    /** What becomes of items whose class is a BPL process. */
    static HostMap process(String className) {
        return map(className, BPL, Map.of(), QUEUED);
    }

    /** Whether items of that class become services. */
    static boolean isService(String className) {
        return of(className).filter(map -> map.to().endsWith("Service")).isPresent();
    }

    /** Why HIE needs no item of that class: it does by itself what the class is for. */
    static Optional<String> builtIn(String className) {
        return Optional.ofNullable(BUILT_IN.get(className));
    }
}
