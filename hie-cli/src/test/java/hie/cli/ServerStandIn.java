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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of commands that look at a server's directory, process and HTTP port: all three, and nothing behind them. */
abstract class ServerStandIn {

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

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
