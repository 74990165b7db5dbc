package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class IrisExportTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    private static ProjectConfig imported(ImportFile... files) {
        return IrisImporter.run(List.of(files), CATALOG).config();
    }

    private static List<ImportFile> exported(ProjectConfig project) {
        List<ImportFile> files = new ArrayList<>();
        IrisExport.of(project, "Project", CATALOG)
                .files()
                .forEach((name, text) -> files.add(new ImportFile(name, text.getBytes(StandardCharsets.UTF_8))));
        return files;
    }

    private static ImportFile resource(String name) throws IOException {
        try (InputStream file = IrisExportTest.class.getResourceAsStream("/iris/" + name)) {
            return new ImportFile(name, file.readAllBytes());
        }
    }

    /** Every item of every production, and every production's own settings, read by another parser. */
    @TestFactory
    Stream<DynamicTest> shouldGiveBackEveryItemAndSettingOfPublicProductions() {
        return IrisCorpus.files().stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> compare(path)));
    }

    private static void compare(Path path) {
        ImportFile file = IrisCorpus.file(path);
        List<String> before = new CountedByXPath(file.content()).productionLines();

        assertThat(productionLines(imported(file))).containsExactlyInAnyOrderElementsOf(before);
    }

    /** The productions of an export, read by another parser. */
    static List<String> productionLines(ProjectConfig project) {
        List<String> lines = new ArrayList<>();
        exported(project).forEach(file -> lines.addAll(new CountedByXPath(file.content()).productionLines()));
        return lines;
    }

    @Test
    void shouldWriteWhatHasChangedSinceTheImport() throws IOException {
        ProjectConfig lab = imported(resource("Lab.Production.cls"), resource("Lab.Rules.xml"));
        ItemConfig from = lab.item("From Lab").orElseThrow();
        Map<String, String> settings = new LinkedHashMap<>(from.settings());
        settings.put("Port", "2776");
        settings.put("AckMode", "Application");
        settings.put("ReplyTimeout", "7");
        ProjectConfig changed = lab.with(new ItemConfig(
                        from.name(),
                        from.className(),
                        false,
                        "New",
                        settings,
                        List.of("Router", "To Files"),
                        from.kept()))
                .without("Site Code");

        IrisExport.Outcome outcome = IrisExport.of(changed, "Project", CATALOG);

        String production = outcome.files().get("Lab.Production.cls");
        assertThat(production)
                .contains("Class Lab.Production Extends Ens.Production", "XData ProductionDefinition")
                .contains("<Setting Target=\"Adapter\" Name=\"Port\">2776</Setting>")
                .contains("Category=\"New\"", "Enabled=\"false\"", "Name=\"To Ward/A\"")
                .contains(">Router,To Files<")
                .doesNotContain("Site Code");
        assertThat(outcome.differences())
                .contains("item From Lab: setting ReplyTimeout has no equal in IRIS; it is left out");
    }

    @Test
    void shouldLeaveOutRulesThatWereNotThere() throws IOException {
        IrisExport.Outcome outcome = IrisExport.of(imported(resource("Lab.Production.cls")), "Project", CATALOG);

        assertThat(outcome.files()).containsOnlyKeys("Lab.Production.cls");
        assertThat(outcome.differences())
                .anySatisfy(difference -> assertThat(difference)
                        .contains("rules/Lab.Rules.yaml: the rules were not among the imported files; it is left out"));
    }

    @Test
    void shouldSayWhichDocumentsIrisCannotHave() {
        String schema = "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>";
        ProjectConfig project = ProjectConfig.empty("")
                .with(new ProjectDocument(
                        ProjectDocument.Kind.TABLE, "Wards", "W1,Always\nW2,Old,,2026-04-01\nW2,New,2026-04-01,\n"))
                .with(new ProjectDocument(ProjectDocument.Kind.SCRIPT, "results", "return true"))
                .with(new ProjectDocument(ProjectDocument.Kind.XML_SCHEMA, "SDA", schema));

        IrisExport.Outcome outcome = IrisExport.of(project, "Project", CATALOG);

        assertThat(outcome.differences())
                .contains(
                        "tables/Wards.csv: 2 values have a time, which IRIS' tables do not know; they are left out",
                        "scripts/results.js: IRIS has nothing of the kind; it is left out");
        assertThat(outcome.files().get("Wards.lut.xml")).contains("Always").doesNotContain("Old", "New");
        assertThat(outcome.files()).containsEntry("SDA.xsd", schema);
    }

    @Test
    void shouldWriteAProjectThatWasNeverInIris() {
        ProjectConfig project = new ProjectConfig(
                "",
                List.of(
                        new ItemConfig(
                                "In",
                                "MllpService",
                                true,
                                "",
                                Map.of("Port", "2777", "LocalInterface", "127.0.0.1"),
                                List.of("Route")),
                        new ItemConfig(
                                "Route", "RoutingProcess", true, "", Map.of("BusinessRuleName", "R"), List.of("Out")),
                        new ItemConfig("Out", "FileOperation", true, "", Map.of("FilePath", "/tmp/x"), List.of())),
                List.of(
                        new ProjectDocument(
                                ProjectDocument.Kind.RULES,
                                "R",
                                "sets:\n- rules:\n  - name: One\n    constraint:\n      docName: ADT_A01\n    do:\n"
                                        + "    - when: HL7.{PV1:2} = \"I\"\n      do:\n      - send: Out\n        transform: T\n"
                                        + "    - otherwise:\n      do:\n      - return:\n"),
                        new ProjectDocument(
                                ProjectDocument.Kind.TRANSFORM,
                                "T",
                                "create: copy\ndo:\n- when: source.{PV1:2} = \"I\"\n  do:\n  - set: target.{PV1:3.1}\n    value: '\"<W>\"'\n"
                                        + "- otherwise: ''\n  do:\n  - remove: target.{PV1:3}\n"),
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Wards", "W1,\"a, b\"\n")));

        ProjectConfig back = imported(exported(project).toArray(ImportFile[]::new));

        assertThat(back.items()).extracting(ItemConfig::name).containsExactly("In", "Route", "Out");
        assertThat(back.item("In").orElseThrow().settings())
                .containsEntry("Port", "2777")
                .containsEntry("LocalInterface", "127.0.0.1");
        assertThat(back.item("Route").orElseThrow().targets()).containsExactly("Out");
        assertThat(back.item("Route").orElseThrow().enabled()).isTrue();
        assertThat(back.document(ProjectDocument.Kind.RULES, "R").orElseThrow().text())
                .contains("docName: ADT_A01", "transform: T", "otherwise");
        assertThat(back.document(ProjectDocument.Kind.TRANSFORM, "T")
                        .orElseThrow()
                        .text())
                .contains("create: copy", "'\"<W>\"'", "remove: target.{PV1:3}");
        assertThat(back.document(ProjectDocument.Kind.TABLE, "Wards")
                        .orElseThrow()
                        .text())
                .isEqualTo("W1,\"a, b\"\r\n");
    }
}
