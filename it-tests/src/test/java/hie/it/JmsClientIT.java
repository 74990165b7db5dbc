package hie.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.it.jms.ExampleJmsClient;
import jakarta.jms.JMSRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody's JMS client sends to a JMS service. */
@ExtendWith(SharedServer.class)
class JmsClientIT {

    private static final String QUEUE = "hie.in.it.jms.Entry";
    private static final String MESSAGE =
            "MSH|^~\\&|JMS|IT|HIE|HIE|20260101000000||ORU^R01|JMS%d|P|2.5.1\rPID|1||4711\rOBX|1|ST|T^Test||\u00e9t\u00e9\r";

    private final HieServer server;

    JmsClientIT(HieServer server) {
        this.server = server;
    }

    @BeforeEach
    void applyProject() {
        server.rest().apply("it", "jms", Map.of("project.yaml", """
                                workspace: it
                                name: jms
                                """, "items/Entry.yaml", """
                                name: Entry
                                class: JmsService
                                targets:
                                - Files
                                """, "items/Files.yaml", """
                                name: Files
                                class: FileOperation
                                settings:
                                  FilePath: ${data}/files/jms
                                """));
    }

    @Test
    void shouldDeliverWhatAJmsClientSent() {
        int messages = 20;
        for (int i = 0; i < messages; i++) {
            ExampleJmsClient.send(url(), "admin", server.password(), QUEUE, MESSAGE.formatted(i));
        }

        List<String> expected = IntStream.range(0, messages)
                .mapToObj(i ->
                        new String(MESSAGE.formatted(i).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
        Delivered.await(server.files("jms"), expected::contains, messages);
        Counted.say(JmsClientIT.class, "%d messages sent by an external JMS client, %d delivered", messages, messages);
    }

    @Test
    void shouldRefuseAClientThatIsNobody() {
        assertThatThrownBy(() -> ExampleJmsClient.send(url(), "nobody", "guess", QUEUE, MESSAGE.formatted(99)))
                .isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void shouldRefuseToSendToAnItemsOwnQueue() {
        assertThatThrownBy(() -> ExampleJmsClient.send(
                        url(), "admin", server.password(), "hie.item.it.jms.Files", MESSAGE.formatted(98)))
                .isInstanceOf(JMSRuntimeException.class);
    }

    private String url() {
        return "tcp://127.0.0.1:" + server.port(5445);
    }
}
