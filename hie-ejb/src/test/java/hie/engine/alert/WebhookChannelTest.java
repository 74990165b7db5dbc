package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private int status = 204;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private WebhookChannel channel() {
        return new WebhookChannel("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    }

    @Test
    void shouldPostWhatHappenedAsJson() throws Exception {
        channel().send(NoticeOutboxTest.notice("Out", Instant.parse("2026-03-01T08:00:00Z")));

        assertThat(bodies)
                .singleElement()
                .asString()
                .contains(
                        "\"event\":\"opened\"",
                        "\"project\":\"default/hospital\"",
                        "\"item\":\"Out\"",
                        "\"kind\":\"queue_depth\"",
                        "\"at\":\"2026-03-01T08:00:00Z\"");
    }

    @Test
    void shouldTakeAnythingButSuccessForAFailure() {
        status = 500;

        assertThatThrownBy(() -> channel().send(NoticeOutboxTest.notice("Out", Instant.now())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }

    @Test
    void shouldRefuseWhatIsNoUrlAndNameTheSetting() {
        for (String bad : List.of("hook", "ftp://host/x", "http:// x")) {
            assertThatThrownBy(() -> new WebhookChannel(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(AlertWatch.WEBHOOK);
        }
    }
}
