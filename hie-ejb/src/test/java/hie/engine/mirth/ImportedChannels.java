package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import hie.engine.routing.RecordingOutbox;
import hie.engine.routing.ScriptProcess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For tests of imported channels: what is imported is run. */
abstract class ImportedChannels {

    static final String ADT =
            "MSH|^~\\&|HIS|H|HIE|L|2026||ADT^A01|1|P|2.5\rPID|1||0042\rOBX|1|ST|A||low\rOBX|2|ST|B||high\r";
    static final String STYLESHEET =
            "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">"
                    + "<xsl:output method=\"text\"/><xsl:template match=\"/\"><xsl:value-of select=\"//PID.3.1\"/></xsl:template></xsl:stylesheet>";

    final RecordingOutbox outbox = new RecordingOutbox();

    static MirthImporter.Outcome imported(String... channels) {
        String all = "<list>" + String.join("", channels) + "</list>";
        return MirthImporter.run(
                List.of(new ImportFile("channels.xml", all.getBytes(StandardCharsets.UTF_8))), new HostCatalog());
    }

    static String channel(String name, String source, String destinations, String scripts) {
        return "<channel><id>" + name + "-id</id><name>" + name + "</name>" + source + "<destinationConnectors>"
                + destinations + "</destinationConnectors>" + scripts + "</channel>";
    }

    static String reader(String transformer) {
        return source("Channel Reader", "", "", transformer);
    }

    static String source(String transport, String properties, String filter, String transformer) {
        return "<sourceConnector><name>sourceConnector</name><properties>" + properties + "</properties><transportName>"
                + transport + "</transportName>" + parts("filter", filter) + parts("transformer", transformer)
                + "</sourceConnector>";
    }

    static String destination(
            int number, String name, String transport, String properties, String transformer, String response) {
        return "<connector><metaDataId>" + number + "</metaDataId><name>" + name + "</name><properties>" + properties
                + "</properties><transportName>" + transport + "</transportName>" + parts("filter", "")
                + parts("transformer", transformer)
                + (response.isEmpty() ? "" : parts("responseTransformer", response)) + "</connector>";
    }

    static String parts(String kind, String elements) {
        return "<" + kind + "><elements>" + elements + "</elements><inboundDataType>HL7V2</inboundDataType>"
                + "<outboundDataType>HL7V2</outboundDataType></" + kind + ">";
    }

    static String step(String code) {
        return "<x.JavaScriptStep><name>s</name><script>" + escaped(code) + "</script></x.JavaScriptStep>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    static String iterator(String kind, String target, String more, String children) {
        return "<com.mirth.connect.model." + kind + "><name>each</name><properties><target>" + target
                + "</target><indexVariable>i</indexVariable>" + more + "<children>" + children
                + "</children></properties></com.mirth.connect.model." + kind + ">";
    }

    static ItemConfig item(MirthImporter.Outcome made, String name) {
        return made.config()
                .item(name)
                .orElseThrow(() -> new AssertionError("no item " + name + " among "
                        + made.config().items().stream().map(ItemConfig::name).toList()));
    }

    /** A process of an imported project, before it starts. */
    static ScriptProcess process(MirthImporter.Outcome made, String name) {
        assertThat(ImportedProjects.faults(made.config())).isEmpty();
        Map<ProjectDocuments.Key, String> documents = new HashMap<>();
        for (ProjectDocument document : made.config().documents()) {
            documents.put(new ProjectDocuments.Key(document.kind().folder(), document.name()), document.text());
        }
        ItemConfig config = item(made, name);
        assertThat(config.enabled()).as(made.report().refused().toString()).isTrue();
        ScriptProcess process = new ScriptProcess();
        process.attach(FakeHostContext.of(
                        ScriptProcess.class, config.settings(), config.targets().toArray(String[]::new))
                .with(ProjectDocuments.of(documents)));
        process.onInit();
        return process;
    }

    String sentTo(String target) {
        int at = outbox.targets.indexOf(target);
        assertThat(at).as(target + " among " + outbox.targets).isNotNegative();
        return new String(outbox.messages.get(at).body().bytes(), StandardCharsets.UTF_8);
    }

    static Message adt() {
        return Messages.hl7(ADT);
    }

    /** A channel with one of everything, for those who break it. */
    static byte[] sample() {
        String rule = iterator(
                "IteratorRule",
                "msg['OBX']",
                "<intersectIterations>true</intersectIterations>",
                "<x.JavaScriptRule><script>return i >= 0;</script></x.JavaScriptRule>");
        String steps = xslt("'" + STYLESHEET + "'", "false")
                + iterator("IteratorStep", "msg['OBX']", "", "<x.MapperStep><variable>v</variable></x.MapperStep>");
        return channel(
                        "Sample",
                        source("HTTP Listener", "", rule, steps),
                        destination(1, "First", "TCP Sender", TCP, step("$c('a', 1)"), step("$c('b', response)"))
                                + destination(2, "File", "File Writer", FILE + "<template>${a}</template>", "", ""),
                        "<postprocessingScript>return $r('d1');</postprocessingScript><deployScript>$g('a', 1);</deployScript>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static final String FILE = "<scheme>FILE</scheme><host>/tmp/out</host>";
    static final String TCP = "<remoteAddress>127.0.0.1</remoteAddress><remotePort>6662</remotePort>";

    static String xslt(String template, String factory) {
        return "<x.XsltStep><name></name><sourceXml>msg</sourceXml><resultVariable>id</resultVariable><template>"
                + escaped(template) + "</template><useCustomFactory>" + factory + "</useCustomFactory></x.XsltStep>";
    }
}
