package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.routing.RecordingOutbox;
import hie.engine.routing.ScriptProcess;
import hie.engine.script.Script;
import hie.engine.script.ScriptLimits;
import hie.engine.script.ScriptTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirthImporterTest {

    private static final MirthImporter.Outcome LAB =
            MirthImporter.run(List.of(new ImportFile("lab.xml", resource())), new HostCatalog());

    static byte[] resource() {
        try (InputStream file = MirthImporterTest.class.getResourceAsStream("/mirth/lab.xml")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ItemConfig item(String name) {
        return LAB.config()
                .item(name)
                .orElseThrow(() -> new AssertionError("no item " + name + " among "
                        + LAB.config().items().stream().map(ItemConfig::name).toList()));
    }

    private static String script(String name) {
        return LAB.config()
                .document(ProjectDocument.Kind.SCRIPT, name)
                .orElseThrow()
                .text();
    }

    @Test
    void shouldMakeItemsOfConnectorsAndConnectThem() {
        ItemConfig source = item("Lab In");
        assertThat(source.className()).isEqualTo("MllpService");
        assertThat(source.settings())
                .containsEntry("Port", "6661")
                .containsEntry("LocalInterface", "0.0.0.0")
                .containsEntry("IdleTimeout", "30")
                .containsEntry("MaxConnections", "10")
                .containsEntry("DefCharEncoding", "!UTF-8");
        assertThat(source.targets()).containsExactly("Lab In script");
        assertThat(item("Lab In script").targets())
                .containsExactly("Lab In - To LIS", "Lab In - To Archive", "Lab In - To Database");
        assertThat(item("Lab In - To LIS").settings())
                .containsEntry("IPAddress", "127.0.0.1")
                .containsEntry("Port", "6662")
                .containsEntry("RetryInterval", "10")
                .containsEntry("FailureTimeout", "-1")
                .containsEntry("ResponseTimeout", "5")
                .containsEntry("StayConnected", "-1");
        assertThat(item("Lab In - To Archive").targets()).containsExactly("Archive");
        assertThat(item("Archive").targets()).containsExactly("Archive - Files script");
        assertThat(ImportedProjects.faults(LAB.config())).isEmpty();
    }

    @Test
    void shouldLeaveOutAndKeepWhatDoesNothingBesideTheOtherSettings() {
        String silent = new String(resource(), StandardCharsets.UTF_8)
                .replace(
                        "<keepConnectionOpen>true</keepConnectionOpen>",
                        "<keepConnectionOpen>false</keepConnectionOpen><ignoreResponse>true</ignoreResponse>");

        MirthImporter.Outcome outcome = MirthImporter.run(
                List.of(new ImportFile("lab.xml", silent.getBytes(StandardCharsets.UTF_8))), new HostCatalog());

        ItemConfig out = outcome.config().item("Lab In - To LIS").orElseThrow();
        assertThat(out.settings()).containsEntry("GetReply", "false").doesNotContainKey("ResponseTimeout");
        assertThat(out.kept()).containsEntry("responseTimeout", "5000");
        MirthReport.Properties properties =
                outcome.report().channels().getFirst().properties();
        assertThat(properties.mapped() + properties.kept()).isEqualTo(properties.found());
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldKeepWhatHasNoEqual() {
        ItemConfig database = item("Lab In - To Database");

        assertThat(database.className()).isEqualTo("Stub");
        assertThat(database.enabled()).isFalse();
        assertThat(database.kept())
                .containsEntry("url", "jdbc:postgresql://db/lab")
                .containsEntry("password", "");
        assertThat(item("Lab In").kept()).containsEntry("transmissionModeProperties/ackBytes", "06");
        assertThat(LAB.report().channels().getFirst().supply()).containsExactly("item Lab In - To Database: password");
        assertThat(LAB.config().documents().toString()
                        + LAB.config().documents().stream()
                                .map(ProjectDocument::text)
                                .toList()
                        + LAB.config().items()
                        + LAB.report())
                .doesNotContain("secret-of-the-lab");
        assertThat(LAB.config()
                        .document(ProjectDocument.Kind.MIRTH, "Lab In")
                        .orElseThrow()
                        .text())
                .contains("<deployScript>$g('deployed', 'yes');</deployScript>");
    }

    @Test
    void shouldCountAndSayWhatItRefused() {
        MirthReport.Channel lab = LAB.report().channels().getFirst();
        MirthReport.Channel archive = LAB.report().channels().get(1);

        assertThat(LAB.report().verdict()).isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(lab.connectors()).isEqualTo(new ImportReport.Items(4, 3, 1));
        assertThat(lab.rules()).isEqualTo(new ImportReport.Counts(2, 2, 0));
        assertThat(lab.steps()).isEqualTo(new ImportReport.Counts(5, 5, 0));
        assertThat(lab.scripts()).isEqualTo(new ImportReport.Counts(2, 2, 0));
        assertThat(archive.steps()).isEqualTo(new ImportReport.Counts(2, 0, 2));
        assertThat(LAB.report().refused())
                .extracting(refusal -> refusal.where() + ": " + refusal.what() + ": " + refusal.why())
                .contains(
                        "channel Archive, Files: step 1 'calls Java': it uses java, which scripts do not have here; Java is out of their reach: write what it does in JavaScript, or a host class of your own",
                        "channel Archive, Files: step 2 'each': it does not say what it goes through, and by which variable; write it as a JavaScript step");
        assertThat(item("Archive - Files script").enabled()).isFalse();
        assertThat(script("Archive - Files script"))
                .contains("// file.delete();", "throw new Error('step 1 \\'calls Java\\' was not translated');")
                .doesNotContain("\nfile.delete()");
    }

    @Test
    void shouldCarryAMessageThroughFilterAndTransformer() {
        Map<ProjectDocuments.Key, String> scripts = new HashMap<>();
        LAB.config().documents().stream()
                .filter(document -> document.kind() == ProjectDocument.Kind.SCRIPT)
                .forEach(document -> scripts.put(
                        new ProjectDocuments.Key(ProjectDocuments.SCRIPTS, document.name()), document.text()));
        ItemConfig config = item("Lab In script");
        ScriptProcess process = new ScriptProcess();
        process.attach(FakeHostContext.of(
                        ScriptProcess.class, config.settings(), config.targets().toArray(String[]::new))
                .with(ProjectDocuments.of(scripts)));
        process.onInit();
        RecordingOutbox outbox = new RecordingOutbox();

        process.process(message("ADT^A01"), outbox);

        assertThat(outbox.targets).containsExactly("Lab In - To LIS", "Lab In - To Database");
        Message sent = outbox.messages.getFirst();
        assertThat(new String(sent.body().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("MSH|^~\\&|HIS|H|LAB|L|2026||ADT^A01|1|P|2.5\rPID|1||0042\rOBX|1|ST|||LOW\r");
        assertThat(sent.header().property("ChannelMap")).hasValue("{\"mrn\":\"42\",\"mark\":\"42!\"}");

        process.process(message("ORU^R01"), outbox);
        assertThat(outbox.targets).hasSize(5).contains("Lab In - To Archive");

        process.process(message("ORM^O01"), outbox);
        assertThat(outbox.targets).hasSize(5);
    }

    private static Message message(String type) {
        return Messages.hl7("MSH|^~\\&|HIS|H|HIE|L|2026||" + type + "|1|P|2.5\r\nPID|1||0042\r\nOBX|1|ST|||low\r\n");
    }

    @Test
    void shouldReadTheFormBefore35() {
        String old = """
                <channel><name>Old</name><sourceConnector><transportName>Channel Reader</transportName>
                <filter><rules><rule><name>r</name><type>Rule Builder</type><script>return msg['MSH'].length() == 1;</script></rule></rules></filter>
                <transformer><steps><step><name>s</name><type>JavaScript</type><script>$c('a', 1)</script></step></steps>
                <inboundProtocol>HL7V2</inboundProtocol></transformer></sourceConnector></channel>""";

        ProjectConfig made = MirthImporter.run(
                        List.of(new ImportFile("old.xml", old.getBytes(StandardCharsets.UTF_8))), new HostCatalog())
                .config();

        assertThat(made.document(ProjectDocument.Kind.SCRIPT, "Old")
                        .orElseThrow()
                        .text())
                .contains("var rule1 = function () {", "if (!(rule1())) return false;", "$c('a', 1)");
        assertThat(ImportedProjects.faults(made)).isEmpty();
    }

    @Test
    void shouldTellWhatItCannotRead() {
        for (String odd : List.of(
                "",
                "<channel/>",
                "<channel><sourceConnector></channel>",
                "<!DOCTYPE channel [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><channel><sourceConnector>&e;</sourceConnector></channel>")) {
            MirthImporter.Outcome outcome = MirthImporter.run(
                    List.of(new ImportFile("odd", odd.getBytes(StandardCharsets.UTF_8))), new HostCatalog());

            assertThat(outcome.report().verdict()).as(odd).isEqualTo(ImportReport.Verdict.INCONCLUSIVE);
            assertThat(outcome.config().items()).isEmpty();
        }
    }

    @Test
    void shouldTakeNamesOfClassesAsTextsOnly() {
        String odd =
                "<channel><name>C</name><sourceConnector class=\"java.lang.ProcessBuilder\"><transportName>Channel Reader"
                        + "</transportName><transformer><elements><java.lang.ProcessBuilder><command><string>true</string></command>"
                        + "</java.lang.ProcessBuilder></elements></transformer></sourceConnector></channel>";

        MirthReport report = MirthImporter.run(
                        List.of(new ImportFile("odd", odd.getBytes(StandardCharsets.UTF_8))), new HostCatalog())
                .report();

        assertThat(report.refused())
                .anySatisfy(refusal -> assertThat(refusal.why()).contains("of the kind ProcessBuilder"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXISTS, 'x', '', true",
        "EXISTS, '', '', false",
        "NOT_EXIST, '', '', true",
        "EQUALS, 'b', 'a;b', true",
        "EQUALS, 'c', 'a;b', false",
        "NOT_EQUAL, 'c', 'a;b', true",
        "NOT_EQUAL, 'b', 'a;b', false",
        "CONTAINS, 'xby', 'a;b', true",
        "NOT_CONTAIN, 'xby', 'a;b', false",
        "NOT_CONTAIN, 'xyz', 'a;b', true"
    })
    void shouldTranslateConditionsOfTheRuleBuilder(String operator, String field, String values, boolean holds) {
        StringBuilder listed = new StringBuilder();
        for (String value : values.split(";")) {
            listed.append("<string>")
                    .append(value.isEmpty() ? "" : "'" + value + "'")
                    .append("</string>");
        }
        String channel =
                "<channel><name>C</name><sourceConnector><transportName>Channel Reader</transportName><filter><elements>"
                        + "<x.RuleBuilderRule><field>'" + field + "'</field><condition>" + operator
                        + "</condition><values>" + listed
                        + "</values></x.RuleBuilderRule></elements></filter></sourceConnector></channel>";
        String script = MirthImporter.run(
                        List.of(new ImportFile("c.xml", channel.getBytes(StandardCharsets.UTF_8))), new HostCatalog())
                .config()
                .document(ProjectDocument.Kind.SCRIPT, "C")
                .orElseThrow()
                .text();

        assertThat(Script.compile("C", script, name -> Optional.empty())
                        .run(ScriptTask.change(message("ADT^A01")), ScriptLimits.USUAL)
                        .accepted())
                .isEqualTo(holds);
    }
}
