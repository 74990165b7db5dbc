package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.engine.catalog.HostClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found wrong with documents of a project, and which of them an item is given. */
class DocumentCheckTest extends CheckedConfig {

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
}
