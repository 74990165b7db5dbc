package hie.engine.production;

import hie.engine.config.ProjectFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the sample projects into an empty engine: {@code hospital}, which takes ADT and ORU in and routes them, and
 * {@code receiver}, the tiny system it delivers to. {@code hie.sample=false} leaves the engine empty.
 */
@ApplicationScoped
public class SampleProduction {

    private static final Map<String, List<String>> PROJECTS = Map.of(
            "receiver", List.of("project.yaml", "items/Listener.yaml", "items/Received.yaml"),
            "hospital",
                    List.of(
                            "project.yaml",
                            "items/From_HIS.yaml",
                            "items/Router.yaml",
                            "items/To_Receiver.yaml",
                            "items/Results_to_Files.yaml",
                            "items/Other_to_Files.yaml"));

    @Inject
    Workspaces workspaces;

    @Inject
    Projects projects;

    /** Does nothing when the engine has any workspace, or no sample is wanted. */
    public void ensure() {
        if (!Boolean.parseBoolean(System.getProperty("hie.sample", "true"))
                || !workspaces.all().isEmpty()) {
            return;
        }
        PROJECTS.forEach((project, files) -> projects.apply(ProjectFiles.read(load(project, files)), "sample"));
    }

    private static Map<String, String> load(String project, List<String> files) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (String file : files) {
            try (InputStream in = SampleProduction.class.getResourceAsStream("/sample/" + project + "/" + file)) {
                contents.put(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The sample file " + project + "/" + file + " cannot be read", e);
            }
        }
        return contents;
    }
}
