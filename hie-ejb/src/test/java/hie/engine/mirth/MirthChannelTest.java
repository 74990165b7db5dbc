package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Messages;
import hie.engine.imports.ImportReport;
import hie.engine.routing.ScriptProcess;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What channels do after they were imported: their scripts are run on messages. */
class MirthChannelTest extends ImportedChannels {

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
}
