package hie.cli.bench;

import jakarta.jms.ConnectionFactory;
import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mllp.MllpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Apache Camel as a competent user would set it up for the same promise: MLLP → durable Artemis queue → MLLP.
 *
 * <p>The message is sent in a transacted JMS session and acknowledged after its commit; it is consumed in a transacted
 * session and the commit follows the receiver's acknowledgement. Connections and sessions are cached. A Camel MLLP
 * producer is one socket behind a lock, so each consumer gets a route and a producer endpoint of its own. The broker is
 * embedded, reached in-VM, and its journal is synced to disk at once, with the buffer timeout HIE's broker has.
 */
public final class CamelRival {

    /** Printed when messages are taken. */
    static final String READY = "READY";

    private static final String QUEUE = "bench";
    private static final int JOURNAL_BUFFER_NANOS = 200_000;

    private CamelRival() {}

    /** Runs until standard input ends. Arguments: MLLP port, sink port, number of consumers, data directory. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
            System.exit(0);
        } catch (Exception e) {
            // The broker's threads would keep a half-started JVM alive.
            Logger.getLogger("").log(Level.SEVERE, "Camel or its broker failed", e);
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        int port = Integer.parseInt(arguments[0]);
        int sinkPort = Integer.parseInt(arguments[1]);
        int consumers = Integer.parseInt(arguments[2]);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(broker(new File(arguments[3])));
        broker.start();
        CamelContext camel = new DefaultCamelContext();
        camel.addComponent("jms-out", jms(sending()));
        // A listener container keeps its connection, session and consumer itself.
        camel.addComponent("jms-in", jms(connecting()));
        MllpComponent mllp = new MllpComponent();
        mllp.setLogPhi(false);
        camel.addComponent("mllp", mllp);
        camel.addRoutes(routes(port, sinkPort, consumers));
        camel.start();
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // the bench says when to stop by closing the stream
        }
        camel.stop();
        broker.stop();
    }

    private static Configuration broker(File data) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS)
                .setJournalMinFiles(10)
                .setJournalPoolFiles(20)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalDirectory(new File(data, "journal").getPath())
                .setBindingsDirectory(new File(data, "bindings").getPath())
                .setLargeMessagesDirectory(new File(data, "large").getPath())
                .setPagingDirectory(new File(data, "paging").getPath())
                .addAddressSetting(
                        "#", new AddressSettings().setRedeliveryDelay(100).setMaxDeliveryAttempts(-1))
                .addQueueConfiguration(QueueConfiguration.of(QUEUE)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
        return configuration.addAcceptorConfiguration("in-vm", "vm://0");
    }

    /** For sending: sessions and producers are kept, as the pool of an application would. */
    private static ConnectionFactory sending() {
        CachingConnectionFactory cached = new CachingConnectionFactory(connecting());
        cached.setSessionCacheSize(128);
        cached.setCacheConsumers(false);
        return cached;
    }

    private static ActiveMQConnectionFactory connecting() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
        // The commit waits for the journal; waiting for each send as well would only cost.
        factory.setBlockOnDurableSend(false);
        return factory;
    }

    private static JmsComponent jms(ConnectionFactory connections) {
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connections);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setDeliveryPersistent(true);
        jms.setDisableReplyTo(true);
        return jms;
    }

    private static RouteBuilder routes(int port, int sinkPort, int consumers) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("mllp:127.0.0.1:" + port
                                + "?autoAck=true&maxConcurrentConsumers=128&backlog=128&hl7Headers=false&stringPayload=false")
                        .to(ExchangePattern.InOnly, "jms-out:queue:" + QUEUE);
                for (int lane = 0; lane < consumers; lane++) {
                    // Endpoints are told apart by their options; the number makes each lane's socket its own.
                    from("jms-in:queue:" + QUEUE + "?concurrentConsumers=1")
                            .routeId("lane-" + lane)
                            .to("mllp:127.0.0.1:" + sinkPort + "?stringPayload=false&idleTimeout="
                                    + (3_600_000 + lane));
                }
            }
        };
    }
}
