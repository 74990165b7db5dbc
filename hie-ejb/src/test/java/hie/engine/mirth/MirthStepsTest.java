package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Messages;
import hie.engine.config.ProjectDocument;
import hie.engine.routing.ScriptProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of single steps of filters and transformers. */
class MirthStepsTest extends ImportedChannels {

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
}
