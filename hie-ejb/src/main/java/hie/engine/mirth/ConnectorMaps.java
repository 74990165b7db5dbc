package hie.engine.mirth;

import static hie.engine.mirth.PropertyMap.map;
import static hie.engine.mirth.PropertyMap.only;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The connectors of Mirth that HIE has an equal for. Whoever adds a line here adds one to {@code docs/mirth.md}. */
final class ConnectorMaps {

    static final String CHANNEL_READER = "Channel Reader";
    static final String CHANNEL_WRITER = "Channel Writer";
    static final String JAVASCRIPT_WRITER = "JavaScript Writer";

    private static final String SOURCE = "sourceConnectorProperties/";
    private static final String DESTINATION = "destinationConnectorProperties/";
    private static final String FRAME = "transmissionModeProperties/";

    /** What is sent, where that is a text that Mirth fills in. */
    static final List<String> TEMPLATES = List.of("template", "content", "channelTemplate");

    /** As it is when nothing was said. */
    static final String AS_IT_IS = "${message.encodedData}";

    /** Who answers a sender. */
    static final String ANSWERS = SOURCE + "responseVariable";

    private static final Predicate<Connector> ANY = connector -> true;

    private static final Predicate<Connector> IS_MLLP = connector -> connector
                    .property(FRAME + "pluginPointName")
                    .or(() -> connector.property(FRAME + "modeName"))
                    .orElse("MLLP")
                    .equals("MLLP")
            && !connector
                    .property("serverMode")
                    .orElse("")
                    .equals(connector.transport().endsWith("Sender") ? "true" : "false");

    private static final Predicate<Connector> IS_FOLDER =
            connector -> connector.property("scheme").orElse("FILE").equals("FILE");

    private static final List<PropertyMap> SERVICE = List.of(
            map(
                    SOURCE + "processBatch",
                    "BatchHandling",
                    PropertyRules.choice(Map.of("false", "", "true", "Individual"))),
            only(SOURCE + "responseVariable", "Auto-generate (Before processing)"),
            map(SOURCE + "processingThreads", "", value -> Optional.of("")));

    private static final List<PropertyMap> OPERATION = List.of(
            map(DESTINATION + "retryIntervalMillis", "RetryInterval", PropertyRules::seconds),
            map(DESTINATION + "threadCount", "PoolSize", PropertyRules::same),
            only(DESTINATION + "sendFirst", "false"),
            only(DESTINATION + "rotate", "false"),
            only("template", AS_IT_IS));

    private static final Map<String, ConnectorMap> ALL = index(
            new ConnectorMap(
                    "TCP Listener",
                    "MllpService",
                    IS_MLLP,
                    "HIE listens for MLLP; other framings, and a listener that calls its peer, have no equal",
                    with(
                            List.of(
                                    map(
                                            SOURCE + "responseVariable",
                                            "AckMode",
                                            PropertyRules.choice(Map.of(
                                                    "none",
                                                    "Never",
                                                    "auto-generate (before processing)",
                                                    "Immediate"))),
                                    map("listenerConnectorProperties/port", "Port", PropertyRules::same),
                                    map("listenerConnectorProperties/host", "LocalInterface", PropertyRules::same),
                                    map("maxConnections", "MaxConnections", PropertyRules::same),
                                    map("receiveTimeout", "IdleTimeout", PropertyRules::seconds),
                                    map("charsetEncoding", "DefCharEncoding", PropertyRules::charset),
                                    only(FRAME + "pluginPointName", "MLLP"),
                                    only(FRAME + "startOfMessageBytes", "0B"),
                                    only(FRAME + "endOfMessageBytes", "1C0D"),
                                    only("serverMode", "true"),
                                    only("keepConnectionOpen", "true"),
                                    only("dataTypeBinary", "false")),
                            SERVICE),
                    Map.of("LocalInterface", "0.0.0.0")),
            new ConnectorMap(
                    "HTTP Listener",
                    "HttpService",
                    ANY,
                    "",
                    with(
                            List.of(
                                    map("charset", "DefCharEncoding", PropertyRules::charset),
                                    only("xmlBody", "false")),
                            SERVICE),
                    Map.of()),
            new ConnectorMap(
                    "File Reader",
                    "FileService",
                    IS_FOLDER,
                    "HIE reads folders only, no FTP, SFTP, SMB or WebDAV",
                    with(
                            List.of(
                                    only("scheme", "FILE"),
                                    map("host", "FilePath", PropertyRules::same),
                                    map("fileFilter", "FileSpec", PropertyRules::same),
                                    only("regex", "false"),
                                    map(
                                            "directoryRecursion",
                                            "SubdirectoryLevels",
                                            PropertyRules.choice(Map.of("true", "100", "false", "0"))),
                                    map(ANSWERS, "", value -> Optional.of("")),
                                    map("moveToDirectory", "ArchivePath", PropertyRules::same),
                                    only("afterProcessingAction", "DELETE", "MOVE"),
                                    map("fileAge", "StableFor", PropertyRules::seconds),
                                    map(
                                            "pollConnectorProperties/pollingFrequency",
                                            "CallInterval",
                                            PropertyRules::seconds),
                                    only("pollConnectorProperties/pollingType", "INTERVAL"),
                                    map("charsetEncoding", "DefCharEncoding", PropertyRules::charset)),
                            SERVICE),
                    Map.of()),
            new ConnectorMap(
                    "TCP Sender",
                    "MllpOperation",
                    IS_MLLP,
                    "HIE sends by MLLP; other framings, and a sender that is called, have no equal",
                    with(
                            List.of(
                                    map("remoteAddress", "IPAddress", PropertyRules::same),
                                    map("remotePort", "Port", PropertyRules::same),
                                    map("responseTimeout", "ResponseTimeout", PropertyRules::seconds),
                                    map(
                                            "keepConnectionOpen",
                                            "StayConnected",
                                            PropertyRules.choice(Map.of("true", "-1", "false", "0"))),
                                    map(
                                            "ignoreResponse",
                                            "GetReply",
                                            PropertyRules.choice(Map.of("true", "false", "false", "true"))),
                                    only(FRAME + "pluginPointName", "MLLP"),
                                    only(FRAME + "startOfMessageBytes", "0B"),
                                    only(FRAME + "endOfMessageBytes", "1C0D"),
                                    only("serverMode", "false"),
                                    only("dataTypeBinary", "false"),
                                    only("charsetEncoding", "DEFAULT_ENCODING")),
                            OPERATION),
                    Map.of()),
            new ConnectorMap(
                    "HTTP Sender",
                    "HttpOperation",
                    ANY,
                    "",
                    with(
                            List.of(
                                    map("host", "URL", PropertyRules::same),
                                    map("method", "Method", PropertyRules.choice(Map.of("post", "POST", "put", "PUT"))),
                                    map("contentType", "ContentType", PropertyRules::same),
                                    map("socketTimeout", "ResponseTimeout", PropertyRules::seconds),
                                    only("content", AS_IT_IS),
                                    only("useAuthentication", "false"),
                                    only("multipart", "false"),
                                    only("useProxyServer", "false")),
                            OPERATION),
                    Map.of()),
            new ConnectorMap(
                    "File Writer",
                    "FileOperation",
                    IS_FOLDER,
                    "HIE writes to folders only, no FTP, SFTP, SMB or WebDAV",
                    with(
                            List.of(
                                    only("scheme", "FILE"),
                                    map("host", "FilePath", PropertyRules::same),
                                    map("outputPattern", "Filename", PropertyRules::fileName),
                                    map(
                                            "outputAppend",
                                            "Overwrite",
                                            PropertyRules.choice(Map.of("true", "APPEND", "false", "OVERWRITE"))),
                                    only("errorOnExists", "false"),
                                    only("charsetEncoding", "DEFAULT_ENCODING", "UTF-8"),
                                    only("binary", "false")),
                            OPERATION),
                    Map.of("Overwrite", "OVERWRITE")));

    private ConnectorMaps() {}

    private static List<PropertyMap> with(List<PropertyMap> own, List<PropertyMap> common) {
        List<PropertyMap> all = new ArrayList<>(own);
        all.addAll(common);
        return List.copyOf(all);
    }

    private static Map<String, ConnectorMap> index(ConnectorMap... maps) {
        Map<String, ConnectorMap> index = new LinkedHashMap<>();
        for (ConnectorMap map : maps) {
            index.put(map.transport(), map);
        }
        return index;
    }

    static Optional<ConnectorMap> of(String transport) {
        return Optional.ofNullable(ALL.get(transport));
    }
}
