package hie.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;

/** For tests of commands that talk to a server: one that answers as it is told and remembers what it was asked. */
abstract class ManagerStandIn extends ServerStandIn {

    static final String STATUS = """
            {"state":"running","node":"n1","projects":[{"id":"1","workspace":"default","name":"lab","state":"%s",
            "revision":%d,"items":[{"name":"In","kind":"service","state":"running","queueDepth":3,"in":5,"out":4,
            "errors":1,"reason":%s}]}]}""";

    final Map<String, String> requests = new ConcurrentHashMap<>();

    @BeforeEach
    void givePassword() throws IOException {
        Files.writeString(directory.resolve("initial-admin-password"), "secret\n");
    }

    Run command(String name, String... rest) {
        String[] arguments = new String[rest.length + 2];
        arguments[0] = name;
        arguments[1] = "--data=" + directory;
        System.arraycopy(rest, 0, arguments, 2, rest.length);
        return Run.of(arguments);
    }

    Path project(String projectFile) throws IOException {
        Path project = directory.resolve("project");
        Files.createDirectories(project.resolve("items"));
        Files.writeString(project.resolve("project.yaml"), projectFile);
        Files.writeString(project.resolve("items/In.yaml"), "name: In\n");
        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), "hidden");
        return project;
    }

    void answer(String path, int status, String body) {
        server.createContext(path.replace("%20", " "), exchange -> {
            requests.put(
                    exchange.getRequestURI().getRawPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            reply(exchange, status, body);
        });
    }
}
