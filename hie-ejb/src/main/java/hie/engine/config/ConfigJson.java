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

/** A project's configuration as the text of a revision. */
public final class ConfigJson {

    private ConfigJson() {}

    public static String write(ProjectConfig project) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        for (ItemConfig item : project.items()) {
            JsonObjectBuilder settings = Json.createObjectBuilder();
            item.settings().forEach(settings::add);
            items.add(Json.createObjectBuilder()
                    .add("name", item.name())
                    .add("class", item.className())
                    .add("enabled", item.enabled())
                    .add("category", item.category())
                    .add("settings", settings)
                    .add("targets", Json.createArrayBuilder(item.targets())));
        }
        return Json.createObjectBuilder()
                .add("description", project.description())
                .add("items", items)
                .build()
                .toString();
    }

    public static ProjectConfig read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject project = reader.readObject();
            List<ItemConfig> items = new ArrayList<>();
            for (JsonObject item : project.getJsonArray("items").getValuesAs(JsonObject.class)) {
                items.add(item(item));
            }
            return new ProjectConfig(project.getString("description"), items);
        }
    }

    private static ItemConfig item(JsonObject item) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonObject given = item.getJsonObject("settings");
        given.keySet().forEach(name -> settings.put(name, given.getString(name)));
        return new ItemConfig(
                item.getString("name"),
                item.getString("class"),
                item.getBoolean("enabled"),
                item.getString("category"),
                settings,
                item.getJsonArray("targets").getValuesAs(JsonString::getString));
    }
}
