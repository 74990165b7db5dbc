package hie.engine.iris;

import static hie.engine.iris.Importing.item;
import static hie.engine.iris.Importing.lab;
import static hie.engine.iris.Importing.made;
import static hie.engine.iris.Importing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportReport;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What becomes of the settings of imported items. */
class IrisSettingsTest {

    @Test
    void shouldGiveMappedSettingsTheirNamesUnitsAndDefaultsOfIris() throws IOException {
        IrisImporter.Outcome lab = lab();

        assertThat(item(lab, "From Lab").className()).isEqualTo("MllpService");
        assertThat(item(lab, "From Lab").settings())
                .containsEntry("Port", "17001")
                .containsEntry("IdleTimeout", "0")
                .containsEntry("PoolSize", "1")
                .containsEntry("Comment", "first\nsecond")
                .containsEntry("LocalInterface", "0.0.0.0")
                .containsEntry("ReadTimeout", "5");
        assertThat(item(lab, "To Files").settings())
                .containsEntry("Overwrite", "APPEND")
                .containsEntry("FailureTimeout", "-1")
                .containsEntry("FilePath", "/tmp/lab {out}");
        assertThat(item(lab, "From Lab").category()).isEqualTo("Lab,Synthetic");
    }

    @Test
    void shouldKeepWordForWordWhatHasNoEqualAndWhatIsWrittenOtherwise() throws IOException {
        assertThat(item(lab(), "From Lab").kept())
                .containsEntry("Adapter/QSize", "50")
                .containsEntry("Adapter/StayConnected", "-1")
                .containsEntry("Host/ReadTimeout", "7")
                .containsEntry("Item/LogTraceEvents", "true")
                .doesNotContainKey("Adapter/Port");
    }

    @Test
    void shouldKeepHowToAnswerWithAServiceThatAnswersNobody() {
        ItemConfig in = item(run(made("""
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="In" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Host" Name="NackErrorCode">AllE</Setting>
                    <Setting Target="Host" Name="NoBatchReply">1</Setting>
                    <Setting Target="Host" Name="LocalFacilityApplication">A:B</Setting>
                  </Item>
                </Production>
                }
                }
                """)), "In");

        assertThat(in.settings())
                .doesNotContainKeys("NackErrorCode", "AddNackERR", "NoBatchReply", "LocalFacilityApplication");
        assertThat(in.kept())
                .containsEntry("Host/NackErrorCode", "AllE")
                .containsEntry("Host/NoBatchReply", "1")
                .containsEntry("Host/LocalFacilityApplication", "A:B");
    }

    @Test
    void shouldLeaveOutAndKeepWhatDoesNothingBesideTheOtherSettings() {
        IrisImporter.Outcome outcome = run(made("""
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="Files" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Adapter" Name="AppendTimestamp">0</Setting>
                    <Setting Target="Host" Name="TargetConfigNames">Out</Setting>
                  </Item>
                  <Item Name="Silent" ClassName="EnsLib.HL7.Service.TCPService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="Port">2575</Setting>
                    <Setting Target="Host" Name="AckMode">Never</Setting>
                    <Setting Target="Host" Name="UseAckCommitCodes">1</Setting>
                    <Setting Target="Host" Name="LocalFacilityApplication">A:B</Setting>
                    <Setting Target="Host" Name="TargetConfigNames">Out</Setting>
                  </Item>
                  <Item Name="Out" ClassName="EnsLib.HL7.Operation.TCPOperation" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="IPAddress">127.0.0.1</Setting>
                    <Setting Target="Adapter" Name="Port">2576</Setting>
                    <Setting Target="Adapter" Name="GetReply">0</Setting>
                    <Setting Target="Adapter" Name="ResponseTimeout">7</Setting>
                  </Item>
                </Production>
                }
                }
                """));

        assertThat(item(outcome, "Files").settings()).doesNotContainKey("AppendTimestamp");
        assertThat(item(outcome, "Files").kept()).containsEntry("Adapter/AppendTimestamp", "0");
        assertThat(item(outcome, "Silent").settings())
                .containsEntry("AckMode", "Never")
                .doesNotContainKeys(
                        "NackErrorCode", "AddNackERR", "UseAckCommitCodes", "LocalFacilityApplication", "NoBatchReply");
        assertThat(item(outcome, "Silent").kept())
                .containsEntry("Host/UseAckCommitCodes", "1")
                .containsEntry("Host/LocalFacilityApplication", "A:B");
        assertThat(item(outcome, "Out").settings())
                .containsEntry("GetReply", "false")
                .doesNotContainKey("ResponseTimeout");
        assertThat(item(outcome, "Out").kept()).containsEntry("Adapter/ResponseTimeout", "7");
        assertThat(outcome.report().productions().getFirst().defaults())
                .extracting(ImportReport.Default::setting)
                .doesNotContain("AppendTimestamp", "NackErrorCode", "AddNackERR");
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
        assertThat(IrisExport.of(outcome.config(), "A.P", new HostCatalog())
                        .files()
                        .get("A.P.cls"))
                .contains(
                        "Name=\"ResponseTimeout\">7<",
                        "Name=\"AppendTimestamp\">0<",
                        "Name=\"LocalFacilityApplication\">A:B<");
    }

    @Test
    void shouldTakeOverWhatAFileOperationDoesUponFailures() {
        IrisImporter.Outcome outcome = run(made("""
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="Out" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/out</Setting>
                    <Setting Target="Host" Name="ReplyCodeActions">E*disk=R,E=F</Setting>
                  </Item>
                  <Item Name="Other" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/out</Setting>
                    <Setting Target="Host" Name="ReplyCodeActions">:?A=C,E=F</Setting>
                  </Item>
                </Production>
                }
                }
                """));

        assertThat(item(outcome, "Out").settings()).containsEntry("ReplyCodeActions", "E*disk=R,E=F");
        assertThat(item(outcome, "Other").settings()).doesNotContainKey("ReplyCodeActions");
        assertThat(item(outcome, "Other").kept()).containsEntry("Host/ReplyCodeActions", ":?A=C,E=F");
    }

    @Test
    void shouldTellOfASettingOnTheWrongTargetAndOfValuesThatHieCannotServe() throws IOException {
        assertThat(lab().report().refused())
                .extracting(ImportReport.Refusal::where, ImportReport.Refusal::what)
                .contains(
                        tuple("item From Lab", "setting Host/ReadTimeout"),
                        tuple("item From Lab", "setting Host/AckMode"));
    }
}
