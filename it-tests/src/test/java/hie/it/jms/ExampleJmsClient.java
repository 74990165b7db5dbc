package hie.it.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends an HL7 message to a JmsService item from a program of one's own. Needs the one library
 * {@code org.apache.activemq:artemis-jakarta-client} and a user with the role {@code sender}.
 */
public final class ExampleJmsClient {

    private ExampleJmsClient() {}

    /** Arguments: user, password, and the queue, for example {@code hie.in.default.laboratory.Results}. */
    public static void main(String[] arguments) {
        String message = "MSH|^~\\&|LAB|LAB|HIE|HIE|20260101120000||ORU^R01|42|P|2.5.1\r"
                + "PID|1||4711^^^LAB||TEST^TINA\r"
                + "OBX|1|NM|718-7^Hemoglobin^LN||14.1|g/dL|||||F\r";
        send("tcp://127.0.0.1:5445", arguments[0], arguments[1], arguments[2], message);
    }

    /**
     * Sends one message; returns when it is on the broker's disk.
     *
     * @param url the broker, for example {@code tcp://127.0.0.1:5445}
     * @param queue {@code hie.in.WORKSPACE.PROJECT.ITEM}
     * @throws jakarta.jms.JMSRuntimeException when the message was not stored, and has to be sent again
     */
    public static void send(String url, String user, String password, String queue, String message) {
        ConnectionFactory factory = new ActiveMQConnectionFactory(url + "?enable1xPrefixes=true");
        try (JMSContext context = factory.createContext(user, password)) {
            Queue destination = context.createQueue(queue);
            context.createProducer().send(destination, message.getBytes(StandardCharsets.UTF_8));
        }
    }
}
