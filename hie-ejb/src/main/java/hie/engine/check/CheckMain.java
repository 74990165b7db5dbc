package hie.engine.check;

import hie.engine.config.InvalidConfigException;
import hie.engine.config.ProjectFiles;
import hie.engine.golden.Difference;
import hie.engine.golden.GoldenResult;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The program that the command line starts to check a project folder without a server. It is given {@code {"files": {path: text}}} on standard
 * input, and answers on standard output with {@code results}, or with {@code faults} when the files are no project.
 */
public final class CheckMain {

    private CheckMain() {}

    /** Ends with 0 when it has answered; what is wrong with the files is an answer, too. */
    public static void main(String[] arguments) {
        OutputStream answer = new FileOutputStream(FileDescriptor.out);
        // What libraries print must not get into the answer.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        answer(new FileInputStream(FileDescriptor.in), answer);
    }

    static void answer(InputStream files, OutputStream answer) {
        JsonObjectBuilder said = Json.createObjectBuilder();
        try {
            JsonArrayBuilder results = Json.createArrayBuilder();
            ProjectCheck.of(ProjectFiles.read(read(files)).config()).forEach(result -> results.add(json(result)));
            said.add("results", results);
        } catch (InvalidConfigException e) {
            JsonArrayBuilder faults = Json.createArrayBuilder();
            e.faults().forEach(fault -> faults.add(fault.toString()));
            said.add("faults", faults);
        }
        try (JsonWriter writer = Json.createWriter(answer)) {
            writer.writeObject(said.build());
        }
    }

    private static Map<String, String> read(InputStream input) {
        try (JsonReader reader = Json.createReader(input)) {
            JsonObject files = reader.readObject().getJsonObject("files");
            Map<String, String> texts = new HashMap<>();
            files.keySet().forEach(path -> texts.put(path, files.getString(path)));
            return texts;
        }
    }

    private static JsonObjectBuilder json(GoldenResult result) {
        JsonArrayBuilder differences = Json.createArrayBuilder();
        for (Difference difference : result.differences()) {
            differences.add(Json.createObjectBuilder()
                    .add("path", difference.path())
                    .add("expected", difference.expected())
                    .add("actual", difference.actual()));
        }
        return Json.createObjectBuilder()
                .add("name", result.name())
                .add("subject", result.subject())
                .add("verdict", result.verdict().name().toLowerCase(Locale.ROOT))
                .add("fault", result.fault())
                .add("differences", differences)
                .add("accepted", result.accepted());
    }
}
