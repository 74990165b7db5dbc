package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {

    private static final String PROJECT = "name: hospital\n";
    private static final String ITEM = "name: A\nclass: MllpService\n";

    private static ItemConfig item(String name, Map<String, String> settings, String... targets) {
        return new ItemConfig(name, "FileOperation", true, "", settings, List.of(targets));
    }

    private static ProjectFiles roundTrip(ProjectFiles files) {
        return ProjectFiles.read(files.write());
    }

    private static List<ConfigFault> faults(Map<String, String> files) {
        InvalidConfigException failure =
                catchThrowableOfType(InvalidConfigException.class, () -> ProjectFiles.read(files));
        assertThat(failure).isNotNull();
        return failure.faults();
    }

    @Test
    void shouldReadWhatItWrote() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Port", "2575");
        settings.put("StayConnected", "-1");
        settings.put("KeepAlive", "true");
        settings.put("AllowedIPAddresses", "");
        ProjectFiles files = new ProjectFiles(
                "default",
                "hospital",
                new ProjectConfig(
                        "Sample: admissions",
                        List.of(
                                item("From HIS", settings, "Router", "To #1: B"),
                                new ItemConfig("Router", "RoutingProcess", false, "routing", Map.of(), List.of()))));

        assertThat(roundTrip(files)).isEqualTo(files);
        assertThat(roundTrip(files).config().items().get(0).settings().keySet())
                .containsExactly("Port", "StayConnected", "KeepAlive", "AllowedIPAddresses");
    }

    @ParameterizedTest
    @Tag("setting:Host.Comment")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "~",
                "yes",
                "no",
                "true",
                "False",
                "0",
                "-0",
                "007",
                "1.0",
                "2.10",
                "1e3",
                "0x1F",
                ".5",
                "99999999999999999999",
                "a: b",
                "# no comment",
                "- x",
                "'",
                "\"",
                "${data}/x",
                "%f_%Q",
                "*",
                "&a",
                "!t",
                "| ",
                "two\nlines",
                "two\nlines\n",
                "\n",
                "  indented\n  lines\n",
                "tab\there",
                "trailing  ",
                "J\u00FCrgen",
                "\uD83D\uDE37",
                "\u00A0",
                "C:\\in",
                "{a}",
                "[a]",
                "2026-11-24"
            })
    void shouldReadBackAnyValueAsItWas(String value) {
        ProjectFiles files =
                new ProjectFiles("default", "p", new ProjectConfig("", List.of(item("A", Map.of("Comment", value)))));

        assertThat(roundTrip(files).config().items().get(0).settings()).containsEntry("Comment", value);
    }

    @ParameterizedTest
    @CsvSource({"2.10, 2.10", "1e3, 1e3", "007, 007", "'''2''', 2", "True, True", "null, null"})
    void shouldTakeAValueAsAPersonWroteIt(String written, String value) {
        ProjectFiles files = ProjectFiles.read(
                Map.of("project.yaml", PROJECT, "items/A.yaml", ITEM + "settings:\n  Comment: " + written + "\n"));

        assertThat(files.config().items().get(0).settings()).containsEntry("Comment", value);
    }

    @Test
    void shouldWriteAFileForEachItemThatAPersonCanRead() {
        Map<String, String> files = new ProjectFiles(
                        "default",
                        "hospital",
                        new ProjectConfig("", List.of(item("To Receiver", Map.of("PoolSize", "2")))))
                .write();

        assertThat(files)
                .containsEntry("project.yaml", "workspace: default\nname: hospital\n")
                .containsEntry(
                        "items/To_Receiver.yaml", "name: To Receiver\nclass: FileOperation\nsettings:\n  PoolSize: 2\n")
                .hasSize(2);
    }

    @Test
    void shouldLoseNoItemWhoseFileNameIsTaken() {
        ProjectFiles files = new ProjectFiles(
                "default",
                "p",
                new ProjectConfig("", List.of(item("To A", Map.of()), item("To_A", Map.of()), item("to a", Map.of()))));

        assertThat(files.write()).containsKeys("items/To_A.yaml", "items/To_A~2.yaml", "items/to_a~3.yaml");
        assertThat(roundTrip(files).config().items())
                .containsExactlyInAnyOrderElementsOf(files.config().items());
    }

    @Test
    void shouldTakeWhatIsLeftOutAsItsDefault() {
        ProjectFiles files =
                ProjectFiles.read(Map.of("project.yaml", PROJECT, "items/A.yml", ITEM + "settings:\ntargets:\n"));

        assertThat(files.workspace()).isEqualTo("default");
        assertThat(files.config().description()).isEmpty();
        assertThat(files.config().items())
                .containsExactly(new ItemConfig("A", "MllpService", true, "", Map.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "name: A; 'class' is missing",
                "class: MllpService; 'name' is missing",
                "{}; 'name' is missing",
                "just text; expected names with values",
                "`- a`; expected names with values",
                "``; expected names with values",
                "`a: b: c`; is no YAML",
                "`name: [A]`; name: expected one value",
                "`{name: A, class: M, enabled: yes}`; enabled: expected true or false",
                "`{name: A, class: M, colour: red}`; 'colour' is not known (expected: name, class, enabled",
                "`{name: A, class: M, settings: x}`; settings: expected names with values",
                "`{name: A, class: M, settings: {Port: [1]}}`; expected one value",
                "`{name: A, class: M, targets: B}`; targets: expected a list of item names",
                "`{name: A, class: M, targets: [[B]]}`; targets: expected a list of item names",
                "`{name: A, name: B, class: M}`; is no YAML"
            })
    void shouldNameTheFileAndWhatIsWrongWithIt(String content, String fault) {
        assertThat(faults(Map.of("project.yaml", PROJECT, "items/A.yaml", content)))
                .anySatisfy(found -> assertThat(found.message()).contains("items/A.yaml", fault));
    }

    @Test
    void shouldNameItemAndSettingOfAFault() {
        assertThat(faults(Map.of("project.yaml", PROJECT, "items/A.yaml", ITEM + "settings: {Port: {a: b}}")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("item A: setting Port: file items/A.yaml"));
    }

    @Test
    void shouldDemandAProjectFileWithAName() {
        assertThat(faults(Map.of("items/A.yaml", ITEM)))
                .extracting(ConfigFault::message)
                .containsExactly("there is no project.yaml");
        assertThat(faults(Map.of("project.yaml", "description: x")))
                .extracting(ConfigFault::message)
                .containsExactly("project.yaml: 'name' is missing");
        assertThat(faults(Map.of("project.yaml", "name: p\nowner: x")))
                .extracting(ConfigFault::message)
                .singleElement()
                .asString()
                .contains("'owner' is not known");
    }

    @Test
    void shouldRefuseFilesThatAreNoneOfAProjects() {
        assertThat(faults(Map.of("project.yaml", PROJECT, "items/A.txt", "x", "README", "x")))
                .extracting(ConfigFault::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("file README is none"),
                        second -> assertThat(second).contains("file items/A.txt is none"));
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ProjectFiles.read(Map.of("items/A.yaml", "name: A", "items/B.yaml", "class: M")))
                .withMessageContaining("project.yaml")
                .withMessageContaining("items/A.yaml: 'class' is missing")
                .withMessageContaining("items/B.yaml: 'name' is missing");
    }

    @Test
    void shouldRefuseDocumentsMadeToExhaustTheReader() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            bomb.append("a" + level + ": &a" + level + " [" + ("*a" + (level - 1) + ", ").repeat(8) + "*a" + (level - 1)
                    + "]\n");
        }

        assertThat(faults(Map.of("project.yaml", PROJECT, "items/A.yaml", bomb.toString())))
                .anySatisfy(fault -> assertThat(fault.message()).contains("is no YAML"));
        assertThat(faults(Map.of("project.yaml", PROJECT, "items/A.yaml", "name: " + "[".repeat(100_000))))
                .anySatisfy(fault -> assertThat(fault.message()).contains("items/A.yaml"));
    }

    @Test
    void shouldKeepDocumentsAsTheyWereWritten() {
        Map<String, String> given = Map.of(
                "project.yaml",
                "workspace: default\nname: p\n",
                "rules/Site.Rules.yaml",
                "# why\r\nsets:   [ ]\n",
                "transforms/Short.yaml",
                "x: 1",
                "tables/Ward codes.csv",
                "a,b\n",
                "lists/codes.txt",
                "A01\r\n# B02\n",
                "tests/An inpatient.yaml",
                "# why\r\nrules:   Site.Rules\nmessage: x");

        ProjectFiles files = ProjectFiles.read(given);

        assertThat(files.config().documents())
                .extracting(ProjectDocument::kind, ProjectDocument::name)
                .containsExactly(
                        tuple(ProjectDocument.Kind.RULES, "Site.Rules"),
                        tuple(ProjectDocument.Kind.TRANSFORM, "Short"),
                        tuple(ProjectDocument.Kind.TABLE, "Ward codes"),
                        tuple(ProjectDocument.Kind.LIST, "codes"),
                        tuple(ProjectDocument.Kind.TEST, "An inpatient"));
        assertThat(files.write()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rulez/A.yaml; expected: project.yaml, items/NAME.yaml, rules/NAME.yaml, transforms/NAME.yaml, scripts/NAME.js, stylesheets/NAME.xslt, tables/NAME.csv",
                "rules/A.yml; expected: project.yaml",
                "tables/A.txt; expected: project.yaml",
                "rules/more/A.yaml; begins with a letter or digit",
                "rules/.yaml; begins with a letter or digit",
                "rules/../A.yaml; begins with a letter or digit"
            })
    void shouldRefuseDocumentsThatAreNotWhereTheyBelong(String path, String fault) {
        assertThat(faults(Map.of("project.yaml", PROJECT, path, "x")))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("file " + path + " is none", fault));
    }
}
