package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.imports.ImportReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a channel is not taken over, and what is said of it. */
class MirthRefusalsTest extends ImportedChannels {

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
