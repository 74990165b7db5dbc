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
import hie.engine.imports.ImportReport;
import hie.engine.iris.IrisFile;
import hie.engine.routing.RecordingOutbox;
import hie.engine.routing.ScriptProcess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What channels do after they were imported: their scripts are run on messages. */
class MirthChannelTest {

    private static final String ADT =
            "MSH|^~\\&|HIS|H|HIE|L|2026||ADT^A01|1|P|2.5\rPID|1||0042\rOBX|1|ST|A||low\rOBX|2|ST|B||high\r";
    private static final String STYLESHEET =
            "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">"
                    + "<xsl:output method=\"text\"/><xsl:template match=\"/\"><xsl:value-of select=\"//PID.3.1\"/></xsl:template></xsl:stylesheet>";

    private final RecordingOutbox outbox = new RecordingOutbox();

    private static MirthImporter.Outcome imported(String... channels) {
        String all = "<list>" + String.join("", channels) + "</list>";
        return MirthImporter.run(
                List.of(new IrisFile("channels.xml", all.getBytes(StandardCharsets.UTF_8))), new HostCatalog());
    }

    private static String channel(String name, String source, String destinations, String scripts) {
        return "<channel><id>" + name + "-id</id><name>" + name + "</name>" + source + "<destinationConnectors>"
                + destinations + "</destinationConnectors>" + scripts + "</channel>";
    }

    private static String reader(String transformer) {
        return source("Channel Reader", "", "", transformer);
    }

    private static String source(String transport, String properties, String filter, String transformer) {
        return "<sourceConnector><name>sourceConnector</name><properties>" + properties + "</properties><transportName>"
                + transport + "</transportName>" + parts("filter", filter) + parts("transformer", transformer)
                + "</sourceConnector>";
    }

    private static String destination(
            int number, String name, String transport, String properties, String transformer, String response) {
        return "<connector><metaDataId>" + number + "</metaDataId><name>" + name + "</name><properties>" + properties
                + "</properties><transportName>" + transport + "</transportName>" + parts("filter", "")
                + parts("transformer", transformer)
                + (response.isEmpty() ? "" : parts("responseTransformer", response)) + "</connector>";
    }

    private static String parts(String kind, String elements) {
        return "<" + kind + "><elements>" + elements + "</elements><inboundDataType>HL7V2</inboundDataType>"
                + "<outboundDataType>HL7V2</outboundDataType></" + kind + ">";
    }

    private static String step(String code) {
        return "<x.JavaScriptStep><name>s</name><script>" + escaped(code) + "</script></x.JavaScriptStep>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String iterator(String kind, String target, String more, String children) {
        return "<com.mirth.connect.model." + kind + "><name>each</name><properties><target>" + target
                + "</target><indexVariable>i</indexVariable>" + more + "<children>" + children
                + "</children></properties></com.mirth.connect.model." + kind + ">";
    }

    private static ItemConfig item(MirthImporter.Outcome made, String name) {
        return made.config()
                .item(name)
                .orElseThrow(() -> new AssertionError("no item " + name + " among "
                        + made.config().items().stream().map(ItemConfig::name).toList()));
    }

    /** A process of an imported project, before it starts. */
    private static ScriptProcess process(MirthImporter.Outcome made, String name) {
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

    private String sentTo(String target) {
        int at = outbox.targets.indexOf(target);
        assertThat(at).as(target + " among " + outbox.targets).isNotNegative();
        return new String(outbox.messages.get(at).body().bytes(), StandardCharsets.UTF_8);
    }

    private static Message adt() {
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

    private static final String FILE = "<scheme>FILE</scheme><host>/tmp/out</host>";
    private static final String TCP = "<remoteAddress>127.0.0.1</remoteAddress><remotePort>6662</remotePort>";

    @Test
    void shouldShowDestinationsWhatThoseBeforeThemPutIntoChannelMap() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(step("$c('mrn', msg['PID']['PID.3']['PID.3.1'].toString())")),
                destination(1, "First", "TCP Sender", TCP, step("$c('mrn', $c('mrn') + '1')"), "")
                        + destination(
                                2,
                                "Nowhere",
                                "Channel Writer",
                                "<channelId>none</channelId>",
                                step(
                                        "if (true) { $c('mrn', $c('mrn') + '2'); return false; } $c('mrn', 'not reached')"),
                                "")
                        + destination(
                                3,
                                "File",
                                "File Writer",
                                FILE
                                        + "<outputPattern>ward-${message.messageId}-${date.get('yyyyMMdd')}.txt</outputPattern>"
                                        + "<template>${mrn}: ${message.encodedData}</template>",
                                "",
                                ""),
                ""));

        process(made, "Ward").process(adt(), outbox);

        assertThat(outbox.targets).containsExactly("Ward - First", "Ward - File");
        assertThat(sentTo("Ward - File")).isEqualTo("004212: " + ADT);
        assertThat(item(made, "Ward - File").settings()).containsEntry("Filename", "ward-%{MessageId}-%Y%m%d.txt");
        assertThat(made.report().refused()).isEmpty();
    }

    @Test
    void shouldHaveAResponseTransformerLookAtTheReplyBeforeTheNextDestination() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(""),
                destination(
                                1,
                                "First",
                                "TCP Sender",
                                TCP,
                                "",
                                step("$c('code', responseStatus + msg['MSA']['MSA.1']['MSA.1.1'].toString())"))
                        + destination(2, "Second", "TCP Sender", TCP, step("tmp = $c('code')"), ""),
                ""));
        outbox.answers.put("Ward - First", Optional.of("MSH|^~\\&|LIS|L|HIE|L|2026||ACK|1|P|2.5\rMSA|AA|1\r"));

        process(made, "Ward").process(adt(), outbox);

        assertThat(outbox.asked).containsExactly("Ward - First");
        assertThat(outbox.targets).containsExactly("Ward - Second");
        assertThat(sentTo("Ward - Second")).isEqualTo("SENTAA");
        assertThat(made.report().channels().getFirst().steps()).isEqualTo(new ImportReport.Counts(2, 2, 0));
    }

    @Test
    void shouldRunThePostprocessorAlsoForWhatIsFiltered() {
        MirthImporter.Outcome made = imported(
                channel(
                        "Ward",
                        source(
                                "HTTP Listener",
                                "<sourceConnectorProperties><responseVariable>Postprocessor</responseVariable></sourceConnectorProperties>",
                                "<x.JavaScriptRule><script>return msg['PID']['PID.1']['PID.1.1'] == '1';</script></x.JavaScriptRule>",
                                step("$c('seen', 'yes')")),
                        destination(1, "First", "TCP Sender", TCP, "", ""),
                        "<postprocessingScript>var d1 = responseMap.get('d1');"
                                + "return new Response(SENT, $('seen') + '/' + (d1 ? d1.getMessage() : 'none'));</postprocessingScript>"));
        outbox.answers.put("Ward - First", Optional.of("taken"));
        ScriptProcess process = process(made, "Ward script");

        process.process(adt(), outbox);
        process.process(Messages.hl7(ADT.replace("PID|1", "PID|2")), outbox);

        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("yes/taken", "/none");
        assertThat(outbox.asked).containsExactly("Ward - First");
        assertThat(item(made, "Ward").settings()).containsEntry("ReplyTarget", "Ward script");
        assertThat(made.report().channels().getFirst().scripts()).isEqualTo(new ImportReport.Counts(1, 1, 0));
    }

    @Test
    void shouldAnswerTheSenderWithWhatADestinationReplied() {
        String answers =
                "<sourceConnectorProperties><responseVariable>d1</responseVariable></sourceConnectorProperties>"
                        + "<listenerConnectorProperties><port>6661</port></listenerConnectorProperties>";
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                source("TCP Listener", answers, "", ""),
                destination(1, "First", "TCP Sender", TCP, "", "")
                        + destination(2, "Second", "TCP Sender", TCP, "", ""),
                ""));
        outbox.answers.put("Ward - First", Optional.of("first"));
        outbox.answers.put("Ward - Second", Optional.of("second"));

        process(made, "Ward script").process(adt(), outbox);

        assertThat(outbox.replies).containsExactly("first".getBytes(StandardCharsets.UTF_8));
        assertThat(item(made, "Ward").settings())
                .containsEntry("ReplyTarget", "Ward script")
                .containsEntry("AckMode", "Application");
    }

    @Test
    void shouldRunDeployScriptsWhenTheItemStarts() {
        MirthImporter.Outcome made = imported(channel(
                "Deploying",
                reader(""),
                destination(1, "First", "TCP Sender", TCP, step("tmp = $gc('state')"), ""),
                "<deployScript>var msg = 1; $gc('state', 'deployed' + msg); return;</deployScript>"
                        + "<undeployScript>$gc('state', 'undeployed');</undeployScript>"));
        ScriptProcess process = process(made, "Deploying");

        process.onStart();
        process.process(adt(), outbox);
        process.onStop();
        process.process(adt(), outbox);

        assertThat(outbox.messages)
                .extracting(message -> new String(message.body().bytes(), StandardCharsets.UTF_8))
                .containsExactly("deployed1", "undeployed");
        assertThat(made.report().channels().getFirst().scripts()).isEqualTo(new ImportReport.Counts(2, 2, 0));
        assertThat(made.report().refused()).isEmpty();
    }

    @Test
    void shouldGoThroughListsInIterators() {
        String mapper =
                "<x.MapperStep><variable>values</variable><mapping>msg['OBX'][i]['OBX.5']['OBX.5.1'].toString()</mapping></x.MapperStep>";
        String builder = "<x.MessageBuilderStep><messageSegment>tmp['NTE'][i]['NTE.3']['NTE.3.1']</messageSegment>"
                + "<mapping>msg['OBX'][i]['OBX.3']['OBX.3.1']</mapping></x.MessageBuilderStep>";
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(
                        step("tmp = <HL7Message><MSH><MSH.1>|</MSH.1><MSH.2>^~\\&amp;</MSH.2></MSH></HL7Message>")
                                + iterator(
                                        "IteratorStep",
                                        "msg['OBX']",
                                        "",
                                        mapper + builder + step("$c('last', i)")
                                                + "<x.JavaScriptStep><enabled>false</enabled><script>not run(</script></x.JavaScriptStep>")),
                destination(1, "First", "TCP Sender", TCP, "", ""),
                ""));

        process(made, "Ward").process(adt(), outbox);

        assertThat(sentTo("Ward - First")).contains("NTE|||A\r", "NTE|||B\r");
        assertThat(outbox.messages.getFirst().header().property("ChannelMap"))
                .hasValue("{\"last\":1,\"values\":[\"low\",\"high\"]}");
        assertThat(made.report().refused()).isEmpty();
    }

    @Test
    void shouldAskForOneElementOrForAllInIteratorsOfFilters() {
        for (boolean isForAll : List.of(true, false)) {
            String rule = iterator(
                    "IteratorRule",
                    "msg['OBX']",
                    "<intersectIterations>" + isForAll + "</intersectIterations>",
                    "<x.RuleBuilderRule><field>msg['OBX'][i]['OBX.5']['OBX.5.1'].toString()</field><condition>EQUALS</condition>"
                            + "<values><string>'high'</string></values></x.RuleBuilderRule>");
            MirthImporter.Outcome made = imported(channel(
                    "Ward",
                    source("Channel Reader", "", rule, ""),
                    destination(1, "First", "TCP Sender", TCP, "", ""),
                    ""));
            outbox.targets.clear();
            ScriptProcess process = process(made, "Ward");

            process.process(adt(), outbox);
            process.process(Messages.hl7(ADT.replace("low", "high")), outbox);
            process.process(Messages.hl7(ADT.replace("high", "low")), outbox);

            assertThat(outbox.targets).as("for all: " + isForAll).hasSize(isForAll ? 1 : 2);
        }
    }

    @Test
    void shouldMakeStylesheetsOfXsltSteps() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(xslt("'" + STYLESHEET + "'", "false")),
                destination(1, "First", "TCP Sender", TCP, step("tmp = $c('id')"), ""),
                ""));

        process(made, "Ward").process(adt(), outbox);

        assertThat(sentTo("Ward - First")).isEqualTo("0042");
        assertThat(made.config().document(ProjectDocument.Kind.STYLESHEET, "Ward - id"))
                .hasValueSatisfying(document -> assertThat(document.text()).isEqualTo(STYLESHEET));
    }

    private static String xslt(String template, String factory) {
        return "<x.XsltStep><name></name><sourceXml>msg</sourceXml><resultVariable>id</resultVariable><template>"
                + escaped(template) + "</template><useCustomFactory>" + factory + "</useCustomFactory></x.XsltStep>";
    }

    @Test
    void shouldSayOfEachRefusalWhatToDo() {
        String nested = iterator(
                "IteratorStep", "msg['OBX']", "", iterator("IteratorStep", "msg['NTE']", "", "<x.MapperStep/>"));
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(xslt("$('text')", "false")
                        + xslt("'" + STYLESHEET + "'", "true")
                        + xslt("'<a'", "false")
                        + nested),
                destination(1, "Data", "Database Writer", "", "", step("$c('ok', 1)"))
                        + destination(
                                2, "Other", "Channel Writer", "<channelId>other</channelId>", "", step("$c('ok', 2)")),
                "<postprocessingScript>message.getMergedConnectorMessage();</postprocessingScript>"));

        assertThat(made.report().refused())
                .extracting(refusal -> refusal.where() + ": " + refusal.what() + ": " + refusal.why())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("channel Ward, source: step 1: its stylesheet is made anew for each message")
                        .contains("stylesheets/NAME.xslt"))
                .anySatisfy(line -> assertThat(line).contains("step 2: it has an XSLT processor of its own"))
                .anySatisfy(line -> assertThat(line).contains("step 3: its stylesheet cannot be compiled"))
                .anySatisfy(line ->
                        assertThat(line).contains("step 4 'each': it maps values in an iterator within an iterator"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "channel Ward, response transformer of Data: step 1 's': nobody there can be asked"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("channel Ward, response transformer of Other: step 1 's'")
                        .contains("import the channel that it writes to as well"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("channel Ward, postprocessingScript: script: it asks Mirth's message object"));
        assertThat(made.report().channels().getFirst().steps()).isEqualTo(new ImportReport.Counts(6, 0, 6));
        assertThat(made.report().channels().getFirst().scripts()).isEqualTo(new ImportReport.Counts(1, 0, 1));
        assertThat(item(made, "Ward").enabled()).isFalse();
    }

    @Test
    void shouldTellOfRepliesThatNobodyGives() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(""),
                destination(1, "Other", "Channel Writer", "<channelId>other</channelId>", "", ""),
                "<postprocessingScript>$c('said', $r('d1'));</postprocessingScript>"));

        assertThat(made.report().refused())
                .anySatisfy(refusal -> assertThat(refusal.where() + ": " + refusal.what() + ": " + refusal.why())
                        .startsWith(
                                "channel Ward, destination Other: reply: a script or the sender reads it, but nobody"));
        process(made, "Ward").process(adt(), outbox);
        assertThat(outbox.targets).containsExactly("Ward - Other");
    }

    @Test
    void shouldKeepADestinationThatCannotBeRunWholeApart() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(""),
                destination(1, "Bad", "TCP Sender", TCP, step("new java.io.File('x')"), "")
                        + destination(2, "Good", "TCP Sender", TCP, step("tmp = 'good'"), ""),
                ""));

        process(made, "Ward").process(adt(), outbox);

        assertThat(outbox.targets).containsExactly("Ward - Bad script", "Ward - Good");
        assertThat(item(made, "Ward - Bad script").enabled()).isFalse();
        assertThat(sentTo("Ward - Good")).isEqualTo("good");
    }

    @Test
    void shouldReadTheConfigurationMapFromALookupTable() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(step("$c('site', $cfg('site') || 'nowhere')")),
                destination(1, "First", "TCP Sender", TCP, step("tmp = $c('site')"), ""),
                ""));

        assertThat(made.config().document(ProjectDocument.Kind.TABLE, "configuration"))
                .isPresent();
        assertThat(made.config()
                        .document(ProjectDocument.Kind.SCRIPT, "Ward")
                        .orElseThrow()
                        .text())
                .contains("lookup table configuration");
        assertThat(made.report().refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).contains("tables/configuration.csv"));
        process(made, "Ward").process(adt(), outbox);
        assertThat(sentTo("Ward - First")).isEqualTo("nowhere");
    }

    @Test
    void shouldLeaveTheMessageAsMirthDoesWhereAStepHidesIt() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(
                        step(
                                "var msg = new XML(SerializerFactory.getSerializer('HL7V2').toXML(connectorMessage.getRawData()));"
                                        + "msg['PID']['PID.3']['PID.3.1'] = 'other'; $c('id', msg['PID']['PID.3']['PID.3.1'].toString())")),
                destination(1, "First", "TCP Sender", TCP, "", ""),
                ""));

        process(made, "Ward").process(adt(), outbox);

        assertThat(sentTo("Ward - First")).isEqualTo(ADT);
        assertThat(outbox.messages.getFirst().header().property("ChannelMap")).hasValue("{\"id\":\"other\"}");
    }

    @Test
    void shouldDisableWhatWouldSendSomethingElse() {
        MirthImporter.Outcome made = imported(channel(
                "Ward",
                reader(""),
                destination(1, "Asks", "HTTP Sender", "<host>http://127.0.0.1/</host><method>get</method>", "", "")
                        + destination(2, "File", "File Writer", FILE + "<template>#if($x) a #end</template>", "", ""),
                ""));

        assertThat(made.report().refused())
                .extracting(refusal -> refusal.what() + ": " + refusal.why())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("property method: the item is disabled"),
                        line -> assertThat(line).startsWith("property template: the item is disabled"));
        assertThat(item(made, "Ward - Asks").enabled()).isFalse();
        assertThat(item(made, "Ward - File").enabled()).isFalse();
    }

    @Test
    void shouldTellOfTemplatesWithMoreThanNames() {
        assertThat(Filled.expression("a ${x} b ${message.rawData}"))
                .hasValue("'a ' + $('x') + ' b ' + connectorMessage.getRawData()");
        assertThat(Filled.expression("${date.get('yyyy')}")).hasValue("'' + DateUtil.getCurrentDate('yyyy')");
        for (String more : List.of("$x", "#if($x) a #end", "${x.y()}", "a ${b} #foreach(", "$!{x}")) {
            assertThat(Filled.expression(more)).as(more).isEmpty();
        }
        assertThat(Filled.expression("100 $ and #1")).hasValue("'100 $ and #1'");
        assertThat(Filled.fileName("${originalFilename}-100%")).hasValue("%f-100%%");
        assertThat(Filled.fileName("${mrn}")).isEmpty();
        assertThat(Filled.fileName("${date.get('EEEE')}")).isEmpty();
    }
}
