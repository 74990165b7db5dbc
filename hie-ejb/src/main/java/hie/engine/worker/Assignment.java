package hie.engine.worker;

import hie.api.host.Interceptor;
import hie.api.host.ProjectDocuments;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.messaging.NetworkAccess;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker process is told when it starts: its item, with everything that is set there, and the way to the broker. It holds
 * secrets, and goes through the process' standard input only.
 */
record Assignment(NetworkAccess access, ItemDefinition item) {

    /** What a sender must know of an item that it sends to. */
    private static final Set<String> KNOWN_TO_SENDERS =
            Set.of("OrderKey", "QueueType", "QueueSize", "OverflowStrategy", "BlockTimeout", "Topics");

    /** One line. */
    String write() {
        JsonObjectBuilder broker = Json.createObjectBuilder()
                .add("host", access.host())
                .add("port", access.port())
                .add("user", access.user())
                .add("password", access.password());
        JsonArrayBuilder documents = Json.createArrayBuilder();
        item.documents()
                .texts()
                .forEach((key, text) -> documents.add(Json.createObjectBuilder()
                        .add("folder", key.folder())
                        .add("name", key.name())
                        .add("text", text)));
        return Json.createObjectBuilder()
                .add("broker", broker)
                .add("item", write(item, item.given()))
                .add("documents", documents)
                .build()
                .toString();
    }

    private static JsonObjectBuilder write(ItemDefinition item, Map<String, String> given) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        given.forEach(settings::add);
        return Json.createObjectBuilder()
                .add("path", item.key().path())
                .add("class", item.hostClass().name())
                .add("settings", settings)
                .add("targets", Json.createArrayBuilder(item.targets()));
    }

    /** What senders must know of items, without the rest of what is set there. */
    static JsonArray neighbours(Collection<ItemDefinition> items) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (ItemDefinition item : items) {
            Map<String, String> known = new LinkedHashMap<>(item.given());
            known.keySet().retainAll(KNOWN_TO_SENDERS);
            all.add(write(item, known));
        }
        return all.build();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the item's class is not there
     */
    static Assignment read(JsonObject written, HostCatalog catalog) {
        JsonObject broker = written.getJsonObject("broker");
        Map<ProjectDocuments.Key, String> documents = new HashMap<>();
        for (JsonObject document : written.getJsonArray("documents").getValuesAs(JsonObject.class)) {
            documents.put(
                    new ProjectDocuments.Key(document.getString("folder"), document.getString("name")),
                    document.getString("text"));
        }
        return new Assignment(
                new NetworkAccess(
                        broker.getString("host"),
                        broker.getInt("port"),
                        broker.getString("user"),
                        broker.getString("password")),
                read(written.getJsonObject("item"), catalog, ProjectDocuments.of(documents))
                        .orElseThrow(() -> new IllegalArgumentException(
                                catalog.whyMissing(written.getJsonObject("item").getString("class")))));
    }

    /** Reads what {@link #neighbours} wrote; an item whose class is not there is known to nobody here. */
    static Map<ItemKey, ItemDefinition> readNeighbours(JsonArray written, HostCatalog catalog) {
        Map<ItemKey, ItemDefinition> items = new HashMap<>();
        for (JsonObject item : written.getValuesAs(JsonObject.class)) {
            read(item, catalog, ProjectDocuments.NONE).ifPresent(found -> items.put(found.key(), found));
        }
        return items;
    }

    private static Optional<ItemDefinition> read(JsonObject item, HostCatalog catalog, ProjectDocuments documents) {
        Map<String, String> given = new LinkedHashMap<>();
        JsonObject settings = item.getJsonObject("settings");
        settings.forEach((name, value) -> given.put(name, settings.getString(name)));
        Set<String> interceptors =
                new HashSet<>(InterceptorChain.names(given.getOrDefault(InterceptorChain.SETTING, "")));
        Optional<HostClass> hostClass = catalog.find(item.getString("class"), interceptors);
        if (hostClass.isEmpty()) {
            return Optional.empty();
        }
        List<String> targets = item.getJsonArray("targets").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
        Map<String, Class<? extends Interceptor>> own = new HashMap<>(catalog.interceptors());
        own.keySet().retainAll(interceptors);
        return Optional.of(new ItemDefinition(
                ItemKey.parse(item.getString("path")), hostClass.get(), given, targets, documents, own));
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Assignment[" + item.key() + " " + access + "]";
    }
}
