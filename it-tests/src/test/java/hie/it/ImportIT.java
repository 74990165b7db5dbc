package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A production of IRIS, imported through the server, deployed as it is, and carrying messages by its own rules. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class ImportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "imported";
    private static final int PORT = 2671;

    private static final String PRODUCTION = """
            Class Ward.Production Extends Ens.Production
            {
            XData ProductionDefinition
            {
            <Production Name="Ward.Production">
              <Item Name="From HIS" ClassName="EnsLib.HL7.Service.TCPService" PoolSize="1" Enabled="true">
                <Setting Target="Adapter" Name="Port">%d</Setting>
                <Setting Target="Host" Name="TargetConfigNames">Router</Setting>
                <Setting Target="Host" Name="SearchTableClass">Ward.Search</Setting>
              </Item>
              <Item Name="Router" ClassName="EnsLib.HL7.MsgRouter.RoutingEngine" PoolSize="1" Enabled="true">
                <Setting Target="Host" Name="BusinessRuleName">Ward.Rules</Setting>
              </Item>
              <Item Name="Inpatients" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                <Setting Target="Adapter" Name="FilePath">%s</Setting>
              </Item>
            </Production>
            }
            }
            """;

    private static final String RULES = """
            Class Ward.Rules Extends Ens.Rule.Definition
            {
            XData RuleDefinition [ XMLNamespace = "http://www.intersystems.com/rule" ]
            {
            <ruleDefinition alias="" context="EnsLib.HL7.MsgRouter.RoutingEngine" production="Ward.Production">
            <ruleSet name="" effectiveBegin="" effectiveEnd="">
            <rule name="Inpatients"><when condition="HL7.{PV1:2}=&quot;I&quot;"><send transform="" target="Inpatients"/></when></rule>
            </ruleSet>
            </ruleDefinition>
            }
            }
            """;

    private static final int MIRTH_PORT = 2767;

    private static final String CHANNEL = """
            <channel version="4.5.2"><id>1</id><name>Lab</name>
            <sourceConnector><name>sourceConnector</name><transportName>TCP Listener</transportName><enabled>true</enabled>
            <properties><listenerConnectorProperties><host>0.0.0.0</host><port>%d</port></listenerConnectorProperties></properties>
            <filter><elements><com.mirth.connect.plugins.javascriptrule.JavaScriptRule><name>in</name>
            <script>return msg['PV1']['PV1.2']['PV1.2.1'] == 'I';</script></com.mirth.connect.plugins.javascriptrule.JavaScriptRule></elements></filter>
            <transformer><elements><com.mirth.connect.plugins.javascriptstep.JavaScriptStep><name>name</name>
            <script>msg['PID']['PID.5']['PID.5.1'] = $gc('name');</script></com.mirth.connect.plugins.javascriptstep.JavaScriptStep></elements>
            <inboundDataType>HL7V2</inboundDataType><outboundDataType>HL7V2</outboundDataType></transformer></sourceConnector>
            <destinationConnectors><connector><name>Files</name><transportName>File Writer</transportName><enabled>true</enabled>
            <properties><scheme>FILE</scheme><host>%s</host></properties>
            <responseTransformer><elements><com.mirth.connect.plugins.javascriptstep.JavaScriptStep><name>status</name>
            <script>$c('status', responseStatus);</script></com.mirth.connect.plugins.javascriptstep.JavaScriptStep></elements></responseTransformer>
            </connector></destinationConnectors>
            <deployScript>$gc('name', 'Inpatient');</deployScript></channel>
            """;

    private final HieServer server;
    private final Rest rest;

    @TempDir
    Path folder;

    ImportIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    private JsonNode upload(String engine, String project, Map<String, String> files) {
        List<Map<String, String>> uploads = files.entrySet().stream()
                .map(file -> Map.of(
                        "name",
                        file.getKey(),
                        "content",
                        Base64.getEncoder().encodeToString(file.getValue().getBytes(StandardCharsets.UTF_8))))
                .toList();
        return rest.post(
                "/workspaces/" + WORKSPACE + "/projects/" + project + "/import/" + engine, Map.of("files", uploads));
    }

    @Test
    void shouldImportDeployAndCarryMessages() throws Exception {
        JsonNode outcome = upload("iris", "ward", Map.of("p.cls", PRODUCTION.formatted(PORT, folder), "r.cls", RULES));

        assertThat(outcome.path("report").path("verdict").asText()).isEqualTo("OK");
        JsonNode files =
                rest.get("/workspaces/" + WORKSPACE + "/projects/ward/export").path("files");
        assertThat(files.path("items/From_HIS.yaml").asText()).contains("kept:", "Host/SearchTableClass: Ward.Search");
        JsonNode status = rest.projectStatus(WORKSPACE, "ward");
        assertThat(status.path("state").asText()).isNotEqualTo("running");

        start("ward");

        assertThat(send(PORT, "WARD1", "O").code()).isEqualTo("AA");
        assertThat(send(PORT, "WARD2", "I").code()).isEqualTo("AA");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(written()).singleElement().asString().contains("WARD2"));
    }

    private void start(String project) {
        String path =
                "/projects/" + rest.projectStatus(WORKSPACE, project).path("id").asText();
        rest.post(path + "/deploy", null);
        rest.post(path + "/start", null);
        await().atMost(PATIENCE)
                .until(
                        () -> rest.projectStatus(WORKSPACE, project)
                                .path("state")
                                .asText(),
                        "running"::equals);
    }

    @Test
    void shouldImportAChannelOfMirthAndRunItsScripts() throws Exception {
        JsonNode outcome = upload("mirth", "channel", Map.of("c.xml", CHANNEL.formatted(MIRTH_PORT, folder)));

        assertThat(outcome.path("report").path("verdict").asText()).isEqualTo("OK");
        start("channel");

        assertThat(send(MIRTH_PORT, "LAB1", "O").code()).isEqualTo("AA");
        assertThat(send(MIRTH_PORT, "LAB2", "I").code()).isEqualTo("AA");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(written()).singleElement().asString().contains("LAB2", "PID|1||1||Inpatient\r"));
    }

    private List<String> written() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private Ack send(int port, String controlId, String patientClass) throws Exception {
        try (MllpPeer peer = MllpPeer.connect(server.port(port), PATIENCE)) {
            return Ack.of(peer.exchange(("MSH|^~\\&|HIS|H|HIE|H|20260101||ADT^A01|" + controlId
                            + "|P|2.5\rPID|1||1\rPV1|1|" + patientClass + "\r")
                    .getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void shouldWriteNothingWhenNothingWasFound() {
        JsonNode outcome = upload("iris", "nothing", Map.of("empty.xml", "<Export/>"));

        assertThat(outcome.path("report").path("verdict").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(outcome.path("revision").isNull() || outcome.path("revision").isMissingNode())
                .isTrue();
    }
}
