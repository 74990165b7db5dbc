package hie.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingTarget;
import hie.engine.catalog.HostCatalog;
import hie.engine.intake.MllpItemBean;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.running.QueueItemBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ItemArchiveTest {

    private static final ItemKey KEY = new ItemKey("default", "hospital", "From HIS");

    private static ItemArchive archive(String hostClass, Map<String, String> settings) {
        ItemDefinition item = definition(hostClass, settings);
        return new ItemArchive(item, ItemActivation.of(item), true);
    }

    private static ItemDefinition definition(String hostClass, Map<String, String> settings) {
        return new ItemDefinition(KEY, new HostCatalog().find(hostClass).orElseThrow(), settings, List.of());
    }

    private static Map<String, Document> read(ItemArchive archive) throws Exception {
        Map<String, Document> documents = new LinkedHashMap<>();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                documents.put(
                        entry.getName(),
                        factory.newDocumentBuilder().parse(new ByteArrayInputStream(zip.readAllBytes())));
            }
        }
        return documents;
    }

    private static Map<String, String> properties(ItemArchive archive) throws Exception {
        Document ejbJar = read(archive).get("META-INF/ejb-jar.xml");
        NodeList found = ejbJar.getElementsByTagNameNS("*", "activation-config-property");
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element property = (Element) found.item(i);
            properties.put(
                    text(property, "activation-config-property-name"),
                    text(property, "activation-config-property-value"));
        }
        return properties;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    @Test
    void shouldHoldThreeWellFormedDescriptors() throws Exception {
        ItemArchive archive = archive("MllpService", Map.of("Port", "2575"));

        Map<String, Document> documents = read(archive);

        assertThat(archive.name()).isEqualTo("hie-item-default.hospital.From%20HIS.jar");
        assertThat(documents)
                .containsOnlyKeys(
                        "META-INF/ejb-jar.xml", "META-INF/jboss-ejb3.xml", "META-INF/jboss-deployment-structure.xml");
        Element ejbJar = documents.get("META-INF/ejb-jar.xml").getDocumentElement();
        assertThat(text(ejbJar, "ejb-class")).isEqualTo(MllpItemBean.class.getName());
        assertThat(text(ejbJar, "messaging-type")).isEqualTo("hie.mllp.MllpListener");
        assertThat(text(ejbJar, "env-entry-value")).isEqualTo("default/hospital/From HIS");
        assertThat(text(ejbJar, "trans-attribute")).isEqualTo("NotSupported");
        Element jboss = documents.get("META-INF/jboss-ejb3.xml").getDocumentElement();
        assertThat(text(jboss, "resource-adapter-name")).isEqualTo("hie.ear#hie-jca-mllp.rar");
        assertThat(text(jboss, "bean-instance-pool-ref")).isEqualTo("hie-item-default.hospital.From%20HIS");
    }

    @Test
    void shouldSayThatTheBeanOfAPausedItemIsNotFed() throws Exception {
        ItemDefinition item = definition("FileOperation", Map.of("FilePath", "/out"));

        Element paused = read(new ItemArchive(item, ItemActivation.of(item), false))
                .get("META-INF/jboss-ejb3.xml")
                .getDocumentElement();
        Element running = read(new ItemArchive(item, ItemActivation.of(item), true))
                .get("META-INF/jboss-ejb3.xml")
                .getDocumentElement();

        assertThat(text(paused, "active")).isEqualTo("false");
        assertThat(running.getElementsByTagNameNS("*", "active").getLength()).isZero();
    }

    @Test
    void shouldBeTheSameForTheSameDefinition() throws IOException {
        assertThat(archive("MllpService", Map.of("Port", "2575")).bytes())
                .isEqualTo(archive("MllpService", Map.of("Port", "2575")).bytes());
    }

    @Test
    @Tag("setting:AnsweringService.DrainTimeout")
    void shouldTellTheMllpAdapterHowLongItMayDrain() throws Exception {
        assertThat(properties(archive("MllpService", Map.of("Port", "2575")))).containsEntry("drainTimeout", "30000");
        assertThat(properties(archive("MllpService", Map.of("Port", "2575", "DrainTimeout", "2.5"))))
                .containsEntry("drainTimeout", "2500");
    }

    @Test
    void shouldTellTheMllpAdapterItsSettingsInItsUnits() throws Exception {
        assertThat(properties(archive(
                        "MllpService",
                        Map.of("Port", "2575", "ReadTimeout", "1.5", "AllowedIPAddresses", "10.0.0.0/8"))))
                .containsEntry("name", "default/hospital/From HIS")
                .containsEntry("port", "2575")
                .containsEntry("localInterface", "127.0.0.1")
                .containsEntry("frameTimeout", "1500")
                .containsEntry("allowedPeers", "10.0.0.0/8")
                .containsEntry("startByte", "11")
                .containsEntry("endByte2", "13")
                .containsEntry("maxMessageSize", "67108864")
                .containsEntry("keepAlive", "true")
                .doesNotContainKey("tlsContext");
    }

    @Test
    void shouldTellTheFileAdapterItsSettings() throws Exception {
        assertThat(properties(archive("FileService", Map.of("FilePath", "/in", "CallInterval", "0.5"))))
                .containsEntry("filePath", "/in")
                .containsEntry("fileSpec", "*")
                .containsEntry("callInterval", "500")
                .containsEntry("confirmComplete", "SIZE")
                .doesNotContainKey("archivePath");
    }

    @Test
    void shouldTakeAllFilesWhereNoneAreNamed() throws Exception {
        assertThat(properties(archive("FileService", Map.of("FilePath", "/in", "FileSpec", ""))))
                .containsEntry("fileSpec", "*");
    }

    @ParameterizedTest
    @CsvSource({"MllpService, Port, 2575", "FileService, FilePath, /in"})
    void shouldTellTheAdapterEverySettingOfIts(String hostClass, String required, String value) throws Exception {
        Map<String, String> before = properties(archive(hostClass, Map.of(required, value)));

        for (SettingDescriptor setting :
                new HostCatalog().find(hostClass).orElseThrow().settings()) {
            if (setting.target() == SettingTarget.ADAPTER) {
                Map<String, String> changed = new HashMap<>(Map.of(required, value));
                changed.put(setting.name(), otherValue(setting));

                assertThat(properties(archive(hostClass, changed)))
                        .as(setting.name())
                        .isNotEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MllpService, Port, 77, port, 77",
        "MllpService, LocalInterface, 127.0.0.9, localInterface, 127.0.0.9",
        "MllpService, StartByte, 2, startByte, 2",
        "MllpService, EndByte, 3, endByte, 3",
        "MllpService, EndByte2, 4, endByte2, 4",
        "MllpService, MaxMessageSize, 2048, maxMessageSize, 2048",
        "MllpService, ReceiveTimeout, 7, receiveTimeout, 7000",
        "MllpService, ReadTimeout, 8, frameTimeout, 8000",
        "MllpService, IdleTimeout, 9, idleTimeout, 9000",
        "MllpService, MaxConnections, 12, maxConnections, 12",
        "MllpService, AllowedIPAddresses, 10.0.0.0/8, allowedPeers, 10.0.0.0/8",
        "MllpService, SSLConfig, ward, tlsContext, ward",
        "MllpService, RequireClientCertificate, true, needClientAuth, true",
        "MllpService, KeepAlive, false, keepAlive, false",
        "MllpService, CloseAfterNegativeReply, true, closeOnFailure, true",
        "FileService, FilePath, /a, filePath, /a",
        "FileService, FileSpec, *.hl7, fileSpec, *.hl7",
        "FileService, ArchivePath, /b, archivePath, /b",
        "FileService, WorkPath, /c, workPath, /c",
        "FileService, ErrorPath, /d, errorPath, /d",
        "FileService, CallInterval, 1.5, callInterval, 1500",
        "FileService, CallInterval, 0, callInterval, 100",
        "FileService, SubdirectoryLevels, 3, subdirectoryLevels, 3",
        "FileService, StableFor, 2.5, stableFor, 2500",
        "FileService, SemaphoreSpecification, *.hl7:*.sem, semaphoreSpecification, *.hl7:*.sem",
        "FileService, ConfirmComplete, NONE, confirmComplete, NONE",
        "FileService, AppendTimestamp, ALWAYS, appendTimestamp, ALWAYS",
        "FileService, MaxFileSize, 4096, maxFileSize, 4096"
    })
    void shouldTellTheAdapterEachSettingForWhatItIs(
            String hostClass, String setting, String value, String property, String told) throws Exception {
        Map<String, String> settings =
                new HashMap<>(hostClass.equals("MllpService") ? Map.of("Port", "2575") : Map.of("FilePath", "/in"));
        settings.put(setting, value);

        assertThat(properties(archive(hostClass, settings))).containsEntry(property, told);
    }

    private static String otherValue(SettingDescriptor setting) {
        return switch (setting.type()) {
            case CHOICE -> setting.choices().getLast();
            case BOOLEAN -> setting.defaultValue().equals("true") ? "false" : "true";
            case INTEGER, SECONDS, PORT -> "2048".equals(setting.defaultValue()) ? "2049" : "77";
            default -> "/other";
        };
    }

    @Test
    @Tag("setting:BusinessOperation.PoolSize")
    void shouldFeedAnOperationFromItsQueueWithAsManySessionsAsItHasWorkers() throws Exception {
        ItemArchive archive = archive("FileOperation", Map.of("FilePath", "/out", "PoolSize", "4"));

        assertThat(properties(archive))
                .containsEntry("queue", "jms.queue.hie.item.default.hospital.From%20HIS")
                .containsEntry("workers", "4")
                .containsEntry("window", "2004");
        assertThat(text(read(archive).get("META-INF/ejb-jar.xml").getDocumentElement(), "ejb-class"))
                .isEqualTo(QueueItemBean.class.getName());
        assertThat(text(read(archive).get("META-INF/jboss-ejb3.xml").getDocumentElement(), "resource-adapter-name"))
                .isEqualTo("hie.ear#hie-jca-queue.rar");
    }

    @Test
    void shouldFeedAnInlineProcessFromItsQueueWithOneSession() throws Exception {
        assertThat(properties(archive("RoutingProcess", Map.of("PoolSize", "0", "Rules", "otherwise drop"))))
                .containsEntry("workers", "1")
                .containsEntry("window", "17");
    }

    @ParameterizedTest
    @CsvSource({"priority, 0, block", "fifo, 5, drop_oldest"})
    void shouldHoldNoMessageAheadThatMayBeOvertakenOrDropped(String type, String size, String overflow)
            throws Exception {
        Map<String, String> settings =
                Map.of("FilePath", "/out", "QueueType", type, "QueueSize", size, "OverflowStrategy", overflow);

        assertThat(properties(archive("FileOperation", settings)))
                .containsEntry("workers", "1")
                .containsEntry("window", "1");
    }

    @Test
    void shouldFeedAJmsServiceFromItsEntryQueue() throws Exception {
        assertThat(properties(archive("JmsService", Map.of())))
                .containsEntry("destination", "hie.in.default.hospital.From%20HIS");
    }

    @Test
    void shouldHaveNoBeanForAnHttpService() {
        assertThat(ItemActivation.of(definition("HttpService", Map.of()))).isNull();
    }

    @Test
    void shouldEscapeWhatXmlWouldTakeForItsOwn() throws Exception {
        String odd = "a&b<c>]]>\"'&amp;";

        assertThat(properties(archive("FileService", Map.of("FilePath", odd)))).containsEntry("filePath", odd);
    }
}
