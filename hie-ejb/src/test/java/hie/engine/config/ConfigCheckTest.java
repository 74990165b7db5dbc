package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {

    private final ConfigCheck check = new ConfigCheck();

    @BeforeEach
    void wire() {
        check.catalog = new HostCatalog();
        check.references = new SettingReferences(name -> name.equals("HIE_VAR_PORT") ? "2575" : null);
    }

    private static ItemConfig item(String name, String className, Map<String, String> settings, String... targets) {
        return new ItemConfig(name, className, true, "", settings, List.of(targets));
    }

    private static ItemConfig files(String name) {
        return item(name, "FileOperation", Map.of("FilePath", "/tmp/x"));
    }

    private List<String> faults(ItemConfig item) {
        return check.check(item).stream().map(ConfigFault::toString).toList();
    }

    private List<String> faults(ItemConfig... items) {
        return check.check(new ProjectConfig("", List.of(items))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

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

    private List<String> scheduled(String table, String schedule) {
        return check
                .check(new ProjectConfig(
                        "",
                        List.of(item("Out", "FileOperation", Map.of("FilePath", "x", "Schedule", schedule))),
                        List.of(new ProjectDocument(ProjectDocument.Kind.TABLE, "Schedules", table))))
                .stream()
                .map(ConfigFault::toString)
                .toList();
    }

    @Test
    void shouldRefuseANameOfNoScheduleAndOneThatCannotBeRead() {
        String table = "Days,\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\"\nNever,noon\n";

        assertThat(scheduled(table, "@Days")).isEmpty();
        assertThat(scheduled(table, "@Nights"))
                .singleElement()
                .asString()
                .startsWith(
                        "item Out: setting Schedule: there is no schedule 'Nights' in the project's lookup table Schedules");
        assertThat(scheduled(table, "@Never"))
                .singleElement()
                .asString()
                .startsWith("item Out: setting Schedule: @Never, in the lookup table Schedules: 'noon' is no event");
        assertThat(scheduled(table, "START:*-*-*T08:00:00,EXCEPT:@Holidays"))
                .singleElement()
                .asString()
                .contains("setting Schedule: there is no schedule 'Holidays'");
        assertThat(scheduled(table + "Holidays,*-12-25\n", "START:*-*-*T08:00:00,EXCEPT:@Holidays"))
                .isEmpty();
        assertThat(scheduled(table, "@")).singleElement().asString().contains("'@' names no schedule");
    }

    @Test
    void shouldRefuseAScheduleThatCannotBeRead() {
        Map<String, String> good = Map.of("FilePath", "x", "Schedule", "START:*-*-*T08:00:00,STOP:CRON(0 18 * * *)");
        Map<String, String> bad = Map.of("FilePath", "x", "Schedule", "START:*-*-*T08:00:00,STOP:noon");

        assertThat(faults(item("Out", "FileOperation", good))).isEmpty();
        assertThat(faults(item("Out", "FileOperation", bad)))
                .singleElement()
                .asString()
                .startsWith("item Out: setting Schedule: 'noon' is no moment (expected: YYYY-MM-DDThh:mm:ss");
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
    void shouldAcceptAProjectThatFitsTogether() {
        assertThat(faults(
                        item("In", "MllpService", Map.of("Port", "1"), "Router", "Out"),
                        item("Router", "RoutingProcess", Map.of("Rules", "otherwise send Out"), "Out"),
                        files("Out")))
                .isEmpty();
    }

    @Test
    void shouldNameEveryConnectionThatCannotBe() {
        assertThat(faults(
                        item("In", "MllpService", Map.of("Port", "1"), "Nowhere", "In", "Out", "Out"),
                        item("Out", "FileOperation", Map.of("FilePath", "/tmp/x"), "In")))
                .containsExactly(
                        "item In: its target 'Nowhere' is no item of the project",
                        "item In: its target 'In' is a service; messages go to processes and operations",
                        "item In: its target 'Out' is named twice",
                        "item Out: an operation of class FileOperation delivers to the outside only and has no targets (such as extend"
                                + " SendingOperation have)",
                        "item Out: its target 'In' is a service; messages go to processes and operations");
    }

    @Test
    void shouldNameTheRuleThatCannotBeRead() {
        assertThat(faults(
                        item("Router", "RoutingProcess", Map.of("Rules", "# first\notherwise deliver Out"), "Out"),
                        files("Out")))
                .containsExactly(
                        "item Router: setting Rules: rule line 2: 'deliver' where 'send', 'publish' or 'drop' was expected");
    }

    @Test
    void shouldNameTheRuleWhoseTargetIsNotConnected() {
        assertThat(faults(
                        item(
                                "Router",
                                "RoutingProcess",
                                Map.of("Rules", "when exists PID-3 send Out\notherwise send Rest"),
                                "Out"),
                        files("Out"),
                        files("Rest")))
                .containsExactly(
                        "item Router: setting Rules: rule line 2: there is no connection to 'Rest'; connect the"
                                + " items, or correct the name");
    }

    @Test
    void shouldLetAnItemBeMadeBeforeItsConnections() {
        assertThat(faults(item("Router", "RoutingProcess", Map.of("Rules", "otherwise send Out"))))
                .isEmpty();
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

    @Test
    void shouldRefuseTwoItemsOfOneName() {
        assertThat(faults(files("Out"), files("Out"))).containsExactly("item Out: two items have this name");
    }

    /** The faults of a whole project, as a plan shows them. */
    private List<String> planned(ItemConfig... items) {
        return faults(items);
    }

    private static ItemConfig router(String name, Map<String, String> settings, String... targets) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("Rules", "otherwise send " + String.join(", ", targets));
        return item(name, "RoutingProcess", all, targets);
    }

    @Test
    void shouldSpellOutACycleAndSayHowToAllowIt() {
        assertThat(planned(
                        item("From HIS", "MllpService", Map.of("Port", "1"), "B"),
                        router("B", Map.of(), "Files", "C"),
                        router("C", Map.of(), "A"),
                        router("A", Map.of(), "B"),
                        files("Files")))
                .containsExactly(
                        "item A: its connections lead back to it: A -> B -> C -> A; remove one of them, or set AllowCycle on one of"
                                + " these items if messages are meant to go round");
    }

    @Test
    void shouldFindAnItemThatIsConnectedToItself() {
        assertThat(planned(router("A", Map.of(), "A")))
                .singleElement()
                .asString()
                .startsWith("item A: its connections lead back to it: A -> A;");
    }

    @Test
    void shouldTakeNoCycleForWhatOnlyMeetsAgain() {
        assertThat(planned(
                        router("A", Map.of(), "B", "C"),
                        router("B", Map.of(), "Files"),
                        router("C", Map.of(), "Files", "B"),
                        files("Files")))
                .isEmpty();
    }

    @Test
    @Tag("setting:BusinessProcess.AllowCycle")
    void shouldLetACycleBeWhereAnItemOfItAllowsIt() {
        Map<String, String> allowing = Map.of("AllowCycle", "true");

        assertThat(planned(router("A", Map.of(), "B"), router("B", allowing, "A")))
                .isEmpty();
        assertThat(planned(router("A", Map.of(), "B", "C"), router("B", allowing, "A"), router("C", Map.of(), "A")))
                .singleElement()
                .asString()
                .contains("A -> C -> A;");
    }

    @Test
    void shouldNameTheUnknownInterceptorAndTheOnesThereAre() {
        assertThat(planned(item("A", "MllpService", Map.of("Port", "1", "Interceptors", "Audit, Spy"))))
                .containsExactly(
                        "item A: setting Interceptors: there is no interceptor 'Spy' (known: Audit, Masking, Sizes, Validation)");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = ';',
            value = {
                "Interceptors; Audit, Audit; Interceptors: 'Audit' is named twice",
                "Interceptors; Masking; Interceptors: a service keeps what it takes in as it came",
                "RequiredFields; PID-3; RequiredFields: only the interceptor Validation heeds it",
                "ValidationAction; report; ValidationAction: only the interceptor Validation heeds it"
            })
    void shouldRefuseWhatAnInterceptorCannotHeedOrNobodyHeeds(String setting, String value, String fault) {
        assertThat(planned(item("A", "MllpService", Map.of("Port", "1", setting, value))))
                .singleElement()
                .asString()
                .startsWith("item A: setting " + fault);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = ';',
            value = {
                "Masking; ; MaskedFields: the interceptor Masking needs fields",
                "Masking; PID-x; MaskedFields: 'PID-x' is no HL7 path",
                "Masking; PID-3(2); MaskedFields: 'PID-3(2)' names one occurrence",
                "Masking; MSH-2; MaskedFields: 'MSH-2' holds the delimiters",
                "Audit; PID-5; MaskedFields: only the interceptor Masking heeds it",
            })
    void shouldRefuseFieldsThatCannotBeMasked(String interceptor, String fields, String fault) {
        Map<String, String> settings =
                Map.of("FilePath", "/tmp/x", "Interceptors", interceptor, "MaskedFields", fields == null ? "" : fields);

        assertThat(planned(item("A", "FileOperation", settings)))
                .singleElement()
                .asString()
                .startsWith("item A: setting " + fault);
    }

    private static final ItemConfig ROUTER =
            item("Router", "RoutingProcess", Map.of("BusinessRuleName", "Rules"), "Files");

    private List<String> documentFaults(ProjectDocument... documents) {
        return check.check(new ProjectConfig("", List.of(ROUTER, files("Files")), List.of(documents))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    private static ProjectDocument rules(String name, String steps) {
        return new ProjectDocument(
                ProjectDocument.Kind.RULES, name, "sets:\n- rules:\n  - name: One\n    do:\n" + steps);
    }

    @Test
    void shouldNameScriptAndLineOfAFaultBeforeItIsDeployed() {
        ProjectDocument rules = rules("Rules", "    - send: Files\n");

        assertThat(documentFaults(rules, new ProjectDocument(ProjectDocument.Kind.SCRIPT, "S", "\n\nvar = 1")))
                .singleElement()
                .asString()
                .contains("script S: line 3: ");
        assertThat(documentFaults(rules, new ProjectDocument(ProjectDocument.Kind.SCRIPT, "S", "\ninclude('T')")))
                .singleElement()
                .asString()
                .contains("script 'S', line 2: there is no script 'T' to include");
        assertThat(documentFaults(rules, new ProjectDocument(ProjectDocument.Kind.STYLESHEET, "X", "<a>\n<b>")))
                .singleElement()
                .asString()
                .contains("stylesheet X: line 2: ");
    }

    @Test
    void shouldFindWhatKeepsARuleSetFromRunningBeforeItIsDeployed() {
        assertThat(documentFaults())
                .singleElement()
                .asString()
                .contains("item Router: setting BusinessRuleName: there is no rule set 'Rules'");
        assertThat(documentFaults(rules("Rules", "    - send: Files\n"))).isEmpty();
        assertThat(documentFaults(rules("Rules", "    - send: Elsewhere\n")))
                .singleElement()
                .asString()
                .contains("item Router: setting BusinessRuleName: rule set 'Rules', rule 'One', line 5", "'Elsewhere'");
        assertThat(documentFaults(rules(
                        "Rules",
                        "    - trace: Lookup(\"Wards\",HL7.{PID:3})\n    - send: Files\n      transform: T\n")))
                .satisfiesExactly(
                        table -> assertThat(table)
                                .contains("rule set 'Rules', rule 'One', line 5", "there is no lookup table 'Wards'"),
                        transform -> assertThat(transform)
                                .contains("rule set 'Rules', rule 'One', line 6", "there is no transform 'T'"));
        assertThat(documentFaults(
                        rules("Rules", "    - trace: Lookup(\"Wards\",HL7.{PID:3})\n"),
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Wards", "a,b\na,c\n")))
                .singleElement()
                .asString()
                .contains("lookup table Wards: line 2: its key is in the table already");
        assertThat(documentFaults(rules("Rules", "    - send: Files\n"), rules("rules", "    - send: Files\n")))
                .singleElement()
                .asString()
                .contains("differs in case only");
        assertThat(documentFaults(rules("Rules", "    - delegate: Rules\n")))
                .singleElement()
                .asString()
                .contains("in a circle: Rules -> Rules");
    }

    @Test
    void shouldRefuseATestThatCannotBeReadAndGiveItToNoItem() {
        ProjectDocument unreadable = new ProjectDocument(ProjectDocument.Kind.TEST, "Inpatient", "rules: Rules\n");
        ProjectDocument test = new ProjectDocument(ProjectDocument.Kind.TEST, "Rules", "rules: Rules\nmessage: MSH|\n");
        ProjectConfig project =
                new ProjectConfig("", List.of(ROUTER), List.of(rules("Rules", "    - delete:\n"), test));

        assertThat(documentFaults(unreadable))
                .anyMatch(fault -> fault.contains("test Inpatient: line 1: 'message' is missing"));
        assertThat(UsedDocuments.of(
                                project, check.catalog.find("RoutingProcess").orElseThrow(), ROUTER.settings())
                        .texts()
                        .keySet())
                .containsExactly(new ProjectDocuments.Key(ProjectDocuments.RULES, "Rules"));
    }

    @Test
    void shouldGiveAnItemTheDocumentsThatItUsesAndNoOthers() {
        ProjectConfig project = new ProjectConfig(
                "",
                List.of(ROUTER),
                List.of(
                        rules("Rules", "    - delegate: More\n"),
                        rules("More", "    - trace: Exists(\"Wards\", HL7.{PID:3})\n"),
                        rules("Other", "    - delete:\n"),
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Wards", ""),
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Ward", "")));

        ProjectDocuments used =
                UsedDocuments.of(project, check.catalog.find("RoutingProcess").orElseThrow(), ROUTER.settings());

        assertThat(used.text(ProjectDocuments.RULES, "Rules")).isPresent();
        assertThat(used.text(ProjectDocuments.RULES, "More")).isPresent();
        assertThat(used.text(ProjectDocuments.TABLES, "Wards")).isPresent();
        assertThat(used.text(ProjectDocuments.TABLES, "Ward")).isEmpty();
        assertThat(used.text(ProjectDocuments.RULES, "Other")).isEmpty();
        assertThat(used)
                .isEqualTo(UsedDocuments.of(
                        project.with(rules("Other", "    - return:\n")),
                        check.catalog.find("RoutingProcess").orElseThrow(),
                        ROUTER.settings()))
                .isNotEqualTo(UsedDocuments.of(
                        project.with(new ProjectDocument(ProjectDocument.Kind.TABLE, "Wards", "a,b\n")),
                        check.catalog.find("RoutingProcess").orElseThrow(),
                        ROUTER.settings()));
    }

    @Test
    void shouldGiveAnItemTheListsAndSchedulesThatItsRulesAsk() {
        ProjectConfig project = new ProjectConfig(
                "",
                List.of(ROUTER, files("Files")),
                List.of(
                        rules("Rules", "    - trace: 'InFile(HL7.{PID:3}, \"C:\\HL7\\codes.TXT\")'\n"),
                        new ProjectDocument(ProjectDocument.Kind.LIST, "codes", "A01\n"),
                        new ProjectDocument(ProjectDocument.Kind.LIST, "code", "A01\n"),
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Schedules", "Days,START:*-*-*T08:00:00\n")));
        HostClass router = check.catalog.find("RoutingProcess").orElseThrow();

        assertThat(UsedDocuments.of(project, router, ROUTER.settings()).texts())
                .containsOnlyKeys(
                        new ProjectDocuments.Key(ProjectDocuments.RULES, "Rules"),
                        new ProjectDocuments.Key(ProjectDocuments.LISTS, "codes"));
        assertThat(UsedDocuments.of(
                                project.with(rules("Rules", "    - trace: Schedule(\"@Days\")\n")),
                                router,
                                ROUTER.settings())
                        .texts())
                .containsOnlyKeys(
                        new ProjectDocuments.Key(ProjectDocuments.RULES, "Rules"),
                        new ProjectDocuments.Key(ProjectDocuments.TABLES, "Schedules"));
        assertThat(check.check(project)).isEmpty();
        assertThat(check.check(project.without(ProjectDocument.Kind.LIST, "codes")))
                .extracting(ConfigFault::toString)
                .singleElement()
                .asString()
                .contains("rule set 'Rules'", "there is no list 'codes' (put the file at lists/codes.txt)");
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
        assertThat(faults(inProcesses("Out", "HoldKeyOnSuspend", "true")))
                .singleElement()
                .asString()
                .contains("setting HoldKeyOnSuspend: with ExecutionMode multiprocess");
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
