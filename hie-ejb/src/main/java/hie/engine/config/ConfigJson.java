package hie.engine.config;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A project's configuration as the text of a revision; one written before there were documents has none. */
public final class ConfigJson {

    private ConfigJson() {}

    public static String write(ProjectConfig project) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        for (ItemConfig item : project.items()) {
            JsonObjectBuilder settings = Json.createObjectBuilder();
            item.settings().forEach(settings::add);
            JsonObjectBuilder written = Json.createObjectBuilder()
                    .add("name", item.name())
                    .add("class", item.className())
                    .add("enabled", item.enabled())
                    .add("category", item.category())
                    .add("settings", settings)
                    .add("targets", Json.createArrayBuilder(item.targets()));
            if (!item.kept().isEmpty()) {
                JsonObjectBuilder kept = Json.createObjectBuilder();
                item.kept().forEach(kept::add);
                written.add("kept", kept);
            }
            items.add(written);
        }
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("description", project.description())
                .add("items", items);
        if (!project.documents().isEmpty()) {
            document.add("documents", documents(project));
        }
        return document.build().toString();
    }

    private static JsonArrayBuilder documents(ProjectConfig project) {
        JsonArrayBuilder documents = Json.createArrayBuilder();
        for (ProjectDocument document : project.documents()) {
            documents.add(Json.createObjectBuilder()
                    .add("kind", document.kind().folder())
                    .add("name", document.name())
                    .add("text", document.text()));
        }
        return documents;
    }

    public static ProjectConfig read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject project = reader.readObject();
            List<ItemConfig> items = new ArrayList<>();
            for (JsonObject item : project.getJsonArray("items").getValuesAs(JsonObject.class)) {
                items.add(item(item));
            }
            List<ProjectDocument> documents = new ArrayList<>();
            if (project.containsKey("documents")) {
                for (JsonObject document : project.getJsonArray("documents").getValuesAs(JsonObject.class)) {
                    documents.add(document(document));
                }
            }
            return new ProjectConfig(project.getString("description"), items, documents);
        }
    }

    private static ProjectDocument document(JsonObject document) {
        return new ProjectDocument(
                ProjectDocument.Kind.of(document.getString("kind")).orElseThrow(),
                document.getString("name"),
                document.getString("text"));
    }

    private static ItemConfig item(JsonObject item) {
        return new ItemConfig(
                item.getString("name"),
                item.getString("class"),
                item.getBoolean("enabled"),
                item.getString("category"),
                texts(item, "settings"),
                item.getJsonArray("targets").getValuesAs(JsonString::getString),
                texts(item, "kept"));
    }

    /** Names with texts; none when there is no such member, as in a revision from before there was. */
    private static Map<String, String> texts(JsonObject item, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonObject given = item.getJsonObject(member);
        if (given != null) {
            given.keySet().forEach(name -> texts.put(name, given.getString(name)));
        }
        return texts;
    }
}
