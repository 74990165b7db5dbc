package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOperationTest {

    private static final byte[] ANSWER = {'o', 'k'};

    private final List<String> heard = new ArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final Message message = Messages.adt();
    private HttpServer server;
    private HttpOperation operation;
    private volatile int status = 200;
    private volatile byte[] answer = ANSWER;
    private volatile boolean silent;
    private volatile byte[] body;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/in", exchange -> {
            heard.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-HIE-Message-Id"));
            body = exchange.getRequestBody().readAllBytes();
            if (silent) {
                awaitEnd();
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private void awaitEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        silence.countDown();
        if (operation != null) {
            operation.onTearDown();
        }
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    private HttpOperation operation(String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("URL", url));
        settings.putAll(more);
        HttpOperation made = new HttpOperation();
        made.attach(FakeHostContext.of(HttpOperation.class, settings));
        made.onInit();
        made.onStart();
        operation = made;
        return made;
    }

    @ParameterizedTest
    @CsvSource({
        "200, COMPLETED",
        "202, COMPLETED",
        "302, SUSPENDED",
        "400, SUSPENDED",
        "404, SUSPENDED",
        "408, RETRY",
        "425, RETRY",
        "429, RETRY",
        "500, RETRY",
        "503, RETRY"
    })
    void shouldHeedTheStatus(int code, Delivery.Verdict verdict) throws IOException {
        status = code;

        Delivery delivery = operation(url(), Map.of()).deliver(message);

        assertThat(delivery.verdict()).isEqualTo(verdict);
        assertThat(delivery.detail()).isEqualTo("HTTP " + code);
        assertThat(delivery.reply()).isEqualTo(ANSWER);
    }

    @Test
    void shouldSendTheBytesAsTheyAreAndSayWhatTheyAre() throws IOException {
        operation(url(), Map.of()).deliver(message);

        assertThat(body).isEqualTo(message.body().bytes());
        assertThat(heard)
                .containsExactly("POST application/hl7-v2 " + message.header().id());
    }

    @Test
    @Tag("setting:HttpOperation.URL")
    @Tag("setting:HttpOperation.Method")
    @Tag("setting:HttpOperation.ContentType")
    void shouldSendByTheMethodAndContentTypeThatAreSet() throws IOException {
        operation(url(), Map.of("Method", "PUT", "ContentType", "text/plain")).deliver(message);

        assertThat(heard).containsExactly("PUT text/plain " + message.header().id());
    }

    @Test
    @Tag("setting:NetworkOperation.ResponseTimeout")
    void shouldNotWaitForAnAnswerLongerThanItsTimeout() throws IOException {
        silent = true;
        HttpOperation made = operation(url(), Map.of("ResponseTimeout", "0.2"));

        Delivery delivery = made.deliver(message);

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
        assertThat(delivery.detail()).contains("timed out");
    }

    @Test
    void shouldTryAgainWhenNobodyListensAndFailAtLast() throws IOException {
        String url = url();
        server.stop(0);
        HttpOperation made = operation(url, Map.of());

        Delivery delivery = made.deliver(message);

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
        assertThat(delivery.atLast()).isEqualTo(Delivery.Verdict.FAILED);
    }

    @Test
    @Tag("setting:NetworkOperation.ConnectTimeout")
    void shouldNotConnectForLongerThanItsTimeout() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> waiting = new ArrayList<>();
            try {
                while (waiting.size() < 8) {
                    SocketChannel caller = SocketChannel.open();
                    waiting.add(caller);
                    caller.configureBlocking(false);
                    caller.connect(full.getLocalSocketAddress());
                }
                HttpOperation made = operation(
                        "http://127.0.0.1:" + full.getLocalPort() + "/in",
                        Map.of("ConnectTimeout", "0.2", "ResponseTimeout", "3600"));

                Delivery delivery = made.deliver(message);

                assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
                assertThat(delivery.detail()).contains("connect timed out");
            } finally {
                for (SocketChannel caller : waiting) {
                    caller.close();
                }
            }
        }
    }

    @Test
    @Tag("setting:HttpOperation.ReplyCodeActions")
    void shouldHeedReplyCodeActions() throws IOException {
        status = 404;

        assertThat(operation(url(), Map.of("ReplyCodeActions", "E#404=C"))
                        .deliver(message)
                        .verdict())
                .isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(operation(url(), Map.of("ReplyCodeActions", "E#500=C"))
                        .deliver(message)
                        .verdict())
                .as("a status that no code names fails")
                .isEqualTo(Delivery.Verdict.FAILED);
    }

    @Test
    void shouldHeedAnAcknowledgementInTheAnswerWhenReplyCodesNameIt() throws IOException {
        answer = "MSH|^~\\&|A||||||ACK|1|P|2.5\rMSA|AE|MSG00001\r".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(operation(url(), Map.of()).deliver(message).verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(operation(url(), Map.of("ReplyCodeActions", ":?E=S,E=F"))
                        .deliver(message)
                        .verdict())
                .isEqualTo(Delivery.Verdict.SUSPENDED);
        answer = "MSH|^~\\&|A||||||ACK|1|P|2.5\rMSA|AA|OTHER\r".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(operation(url(), Map.of("ReplyCodeActions", ":I?=F,E=F"))
                        .deliver(message)
                        .verdict())
                .isEqualTo(Delivery.Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://his.example/in", "his.example", "http:/in", "http:", "http://a b/", "http://%zz"})
    void shouldNotStartWithAnImpossibleUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation(url, Map.of()))
                .withMessageStartingWith("URL: '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConnectTimeout", "ResponseTimeout"})
    void shouldNotStartWithATimeoutOfNothing(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation(url(), Map.of(setting, "0")))
                .withMessage(setting + ": 0 is too small (expected: more than 0 s)");
    }
}
