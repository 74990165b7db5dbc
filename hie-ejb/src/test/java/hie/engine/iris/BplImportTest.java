package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BplImportTest {

    private static final String PRODUCTION = """
            Class Ward.Production Extends Ens.Production
            {
            XData ProductionDefinition
            {
            <Production Name="Ward.Production">
              <Item Name="Ask" ClassName="Ward.Ask" PoolSize="1" Enabled="true">
                <Setting Target="Host" Name="Odd">kept</Setting>
              </Item>
              <Item Name="To Lab" ClassName="EnsLib.HL7.Operation.TCPOperation" PoolSize="1" Enabled="true">
                <Setting Target="Adapter" Name="IPAddress">127.0.0.1</Setting>
                <Setting Target="Adapter" Name="Port">2776</Setting>
              </Item>
              <Item Name="Ens.Alert" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                <Setting Target="Adapter" Name="FilePath">/tmp/alerts</Setting>
              </Item>
            </Production>
            }
            }
            """;

    private static final String PROCESS = """
            Class Ward.Ask Extends Ens.BusinessProcessBPL
            {
            XData BPL [ XMLNamespace = "http://www.intersystems.com/bpl" ]
            {
            <process language='objectscript' request='EnsLib.HL7.Message' response='EnsLib.HL7.Message' height='2000' width='2000' >
            <context>
            <property name='Ward' type='%%String' initialexpression='"none"' instantiate='0' />
            <property name='Answer' type='EnsLib.HL7.Message' instantiate='0' />
            </context>
            <sequence xend='200' yend='450' >
            <assign name='Ward' property='context.Ward' value='request.{PV1:3.1}' action='set' />
            <call name='Lab' target='To Lab' async='1' >
            <annotation><![CDATA[Ask the laboratory.]]></annotation>
            <request type='EnsLib.HL7.Message' >
            <assign property='callrequest' value='request' action='set' />
            </request>
            <response type='EnsLib.HL7.Message' >
            <assign property='context.Answer' value='callresponse' action='set' />
            </response>
            </call>
            <sync name='Wait' calls='Lab' type='all' timeout='10' />
            <if name='Surgery?' condition='context.Ward="W1"' >
            <true><alert value='"surgery"' /></true>
            <false><trace value='"other"' /></false>
            </if>
            <switch name='Which'>
            <case name='one' condition='context.Ward="1"'><assign property='response' value='request'/></case>
            <default><assign property='response' value='context.Answer'/></default>
            </switch>
            %s
            </sequence>
            </process>
            }
            }
            """;

    private static IrisImporter.Outcome run(String more) {
        return IrisImporter.run(
                List.of(
                        new ImportFile("p.cls", PRODUCTION.getBytes(StandardCharsets.UTF_8)),
                        new ImportFile("b.cls", PROCESS.formatted(more).getBytes(StandardCharsets.UTF_8))),
                new HostCatalog());
    }

    @Test
    void shouldMakeAProcessThatRuns() {
        IrisImporter.Outcome outcome = run("");

        assertThat(outcome.report().bpl())
                .singleElement()
                .satisfies(bpl -> assertThat(bpl.activities()).isEqualTo(new ImportReport.Counts(12, 12, 0)))
                .satisfies(bpl -> assertThat(bpl.enabled()).isTrue());
        ItemConfig item = outcome.config().item("Ask").orElseThrow();
        assertThat(item.className()).isEqualTo("BplProcess");
        assertThat(item.enabled()).isTrue();
        assertThat(item.settings()).containsEntry("Process", "Ward.Ask");
        assertThat(item.targets()).containsExactly("To Lab", "Ens.Alert");
        assertThat(item.kept()).containsEntry("Host/Odd", "kept").containsEntry("Item/ClassName", "Ward.Ask");
        assertThat(outcome.config()
                        .document(ProjectDocument.Kind.PROCESS, "Ward.Ask")
                        .orElseThrow()
                        .text())
                .contains("call: Lab", "Ask the laboratory.", "sync: Lab");
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldTellWhatItRefusesDisableTheItemAndKeepTheSource() {
        IrisImporter.Outcome outcome = run("""
                <code name='Odd' ><![CDATA[ set x=1 ]]></code>
                <if name='Site' condition='##class(Ward.Site).Odd()' ><true><trace value='"x"'/></true></if>
                <scope><sequence><delay duration='"PT1S"'/></sequence></scope>
                """);

        assertThat(outcome.report().bpl().getFirst().activities()).isEqualTo(new ImportReport.Counts(18, 12, 6));
        assertThat(outcome.report().refused())
                .extracting(ImportReport.Refusal::where, ImportReport.Refusal::why)
                .contains(
                        tuple("process Ward.Ask", "code in another language is not run"),
                        tuple("process Ward.Ask", "there is no such activity"));
        assertThat(outcome.report().refused())
                .anySatisfy(
                        refusal -> assertThat(refusal.what()).contains("<if>").contains("'Site'"));
        assertThat(outcome.config().item("Ask").orElseThrow().enabled()).isFalse();
        assertThat(outcome.config()
                        .document(ProjectDocument.Kind.IRIS, "Ward.Ask")
                        .orElseThrow()
                        .text())
                .contains("set x=1");
        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldDisableAProcessThatCallsAnItemThatIsNotThere() {
        IrisImporter.Outcome outcome = run(
                "<call name='Far' target='Far' async='1'><request><assign property='callrequest' value='request'/></request></call>");

        assertThat(outcome.config().item("Ask").orElseThrow().enabled()).isFalse();
        assertThat(outcome.report().productions().getFirst().missing())
                .contains(new IrisReport.Missing("process Ward.Ask", "target Far"));
    }
}
