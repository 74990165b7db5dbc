package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of commands that talk to a server: one that answers as it is told and remembers what it was asked. */
abstract class ManagerStandIn {

    static final String STATUS = """
            {"state":"running","node":"n1","projects":[{"id":"1","workspace":"default","name":"lab","state":"%s",
            "revision":%d,"items":[{"name":"In","kind":"service","state":"running","queueDepth":3,"in":5,"out":4,
            "errors":1,"reason":%s}]}]}""";

    final Map<String, String> requests = new ConcurrentHashMap<>();
    HttpServer server;
    Process process;

    @TempDir
    Path directory;

    /** Listens where the commands look: on port 8080 plus an offset that is free. */
    @BeforeEach
    void listen() throws IOException {
        for (int offset = 20_000; server == null; offset++) {
            try {
                server = HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Instance.HTTP_PORT + offset), 0);
                Files.writeString(directory.resolve("port-offset"), Integer.toString(offset));
            } catch (IOException inUse) {
                assertThat(offset).isLessThan(50_000);
            }
        }
        Files.writeString(directory.resolve("initial-admin-password"), "secret\n");
        server.start();
        // Stands in for the server's process: it lives until its input ends and has the argument it is known by.
        process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "read line; exit 0",
                        "-Djboss.server.base.dir=" + directory.toRealPath() + "/server")
                .start();
        Files.writeString(directory.resolve("hie.pid"), process.pid() + "\n");
    }

    @AfterEach
    void close() throws IOException {
        server.stop(0);
        process.getOutputStream().close();
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

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
