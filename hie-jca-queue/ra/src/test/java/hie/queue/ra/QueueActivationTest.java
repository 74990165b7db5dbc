package hie.queue.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.queue.MessageFeed;
import hie.queue.QueueListener;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueActivationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "jms.queue.hie.item.default.hospital.Out";

    @TempDir
    Path data;

    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<QueueActivation> activations = new ArrayList<>();
    private ActiveMQServer broker;

    @BeforeEach
    void start() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setSecurityEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalFileSize(1 << 20);
        configuration.setJournalDirectory(data.resolve("journal").toString());
        configuration.setBindingsDirectory(data.resolve("bindings").toString());
        configuration.setPagingDirectory(data.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(data.resolve("large").toString());
        AddressSettings settings = new AddressSettings();
        settings.setMaxDeliveryAttempts(-1);
        configuration.addAddressSetting("#", settings);
        broker = ActiveMQServers.newActiveMQServer(configuration);
        broker.start();
        broker.createQueue(QueueConfiguration.of(NAME).setRoutingType(RoutingType.ANYCAST), true);
    }

    @AfterEach
    void stop() throws Exception {
        activations.forEach(QueueActivation::stop);
        broker.stop();
    }

    private Queue queue() {
        return broker.locateQueue(SimpleString.of(NAME));
    }

    private void send(String text, String group) throws Exception {
        CoreMessage message = new CoreMessage(broker.getStorageManager().generateID(), 100);
        message.setDurable(true);
        message.setAddress(NAME);
        message.getBodyBuffer().writeString(text);
        if (group != null) {
            message.setGroupID(group);
        }
        broker.getPostOffice().route(message, false);
    }

    /** The broker counts a message a moment after it was sent. */
    private void awaitSent(int messages) {
        await().atMost(PATIENCE).until(() -> queue().getMessagesAdded() == messages);
    }

    private void sendAll(String... texts) throws Exception {
        for (String text : texts) {
            send(text, null);
        }
        awaitSent(texts.length);
    }

    private static String text(TakenMessage taken) {
        return taken.message().toCore().getReadOnlyBodyBuffer().readString();
    }

    private QueueActivation activate(int workers, int window, QueueListener bean) throws ResourceException {
        return activate(workers, window, new Beans(taken -> {
            begun.add(text(taken));
            bean.onMessage(taken);
        }));
    }

    private QueueActivation activate(int workers, int window, Beans beans) throws ResourceException {
        QueueActivationSpec spec = new QueueActivationSpec();
        spec.setName("default/hospital/Out");
        spec.setQueue(NAME);
        spec.setWorkers(workers);
        spec.setWindow(window);
        QueueActivation activation = new QueueActivation(spec, broker, beans);
        activations.add(activation);
        activation.start();
        return activation;
    }

    /** The broker counts what is acknowledged in a transaction before that is over. */
    private void awaitEmpty() {
        await().atMost(PATIENCE)
                .until(() -> queue().getMessagesAcknowledged() == queue().getMessagesAdded()
                        && queue().getMessageCount() == 0);
    }

    @Test
    void shouldBringMessagesInTheirOrderAndForgetThem() throws Exception {
        String[] texts = IntStream.range(0, 200).mapToObj(Integer::toString).toArray(String[]::new);
        sendAll(texts);

        activate(1, 16, taken -> {});

        awaitEmpty();
        assertThat(begun).containsExactly(texts);
        activations.forEach(QueueActivation::stop);
        broker.stop();
        broker.start();
        assertThat(queue().getMessageCount()).isZero();
    }

    @Test
    void shouldLeaveToTheTransactionWhatWasAcknowledgedInOne() throws Exception {
        sendAll("a", "b");

        activate(1, 16, taken -> {
            try {
                Transaction transaction = new TransactionImpl(broker.getStorageManager());
                ((TakenReference) taken).acknowledge(transaction);
                transaction.commit();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (text(taken).equals("a")) {
                throw new IllegalStateException("after the commit");
            }
        });

        awaitEmpty();
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void shouldBringAgainInOrderAfterAFailure() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        sendAll("a", "b", "c", "d");

        activate(1, 16, taken -> {
            if (text(taken).equals("b") && failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("not yet");
            }
        });

        awaitEmpty();
        assertThat(begun).containsExactly("a", "b", "b", "b", "b", "c", "d");
    }

    @Test
    void shouldBringOnAfterAnErrorOfTheBean() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        sendAll("a", "b");

        activate(1, 1, taken -> {
            if (failures.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        });

        awaitEmpty();
        assertThat(begun).containsExactly("a", "a", "b");
    }

    @Test
    void shouldNotKeepMessagesFromIdleWorkers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        sendAll("slow", "b", "c", "d");

        activate(2, 16, taken -> {
            if (text(taken).equals("slow")) {
                awaitQuietly(release);
            }
        });

        await().atMost(PATIENCE).until(() -> begun.containsAll(List.of("slow", "b", "c", "d")));
        release.countDown();
        awaitEmpty();
    }

    @Test
    void shouldKeepTheOrderOfAGroupThroughFailures() throws Exception {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 60; i++) {
            send("k" + i % 3 + "-" + i / 3, "k" + i % 3);
        }
        awaitSent(60);

        activate(4, 50, taken -> {
            if (calls.incrementAndGet() % 5 == 0) {
                throw new IllegalStateException("now and then");
            }
            done.add(text(taken));
        });

        awaitEmpty();
        for (int key = 0; key < 3; key++) {
            String prefix = "k" + key + "-";
            assertThat(done.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void shouldLetOtherKeysFlowOnWhileOneIsHeldUp() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        send("a1", "a");
        send("a2", "a");
        send("b1", "b");
        send("a3", "a");
        send("b2", "b");
        awaitSent(5);

        activate(3, 16, taken -> {
            if (text(taken).equals("a1")) {
                awaitQuietly(release);
            }
        });

        await().atMost(PATIENCE).until(() -> begun.containsAll(List.of("a1", "b1", "b2")));
        assertThat(begun).doesNotContain("a2", "a3");
        release.countDown();
        awaitEmpty();
        assertThat(begun.stream().filter(text -> text.startsWith("a"))).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldFinishTheMessageInHandAndGiveTheOthersBackWhenStopped() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        sendAll("a", "b", "c");
        QueueActivation activation = activate(1, 16, taken -> awaitQuietly(release));
        await().atMost(PATIENCE).until(() -> queue().getDeliveringCount() == 3 && begun.contains("a"));

        Thread stopping = Thread.ofPlatform().start(activation::stop);
        await("it waits for the message in hand")
                .atMost(PATIENCE)
                .until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        release.countDown();
        stopping.join();

        assertThat(begun).containsExactly("a");
        assertThat(queue().getDeliveringCount()).isZero();
        assertThat(queue().getMessageCount()).isEqualTo(2);
        assertThat(queue().getConsumerCount()).isZero();
        activate(1, 16, taken -> {});
        awaitEmpty();
        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void shouldAskAgainWhenTheServerHasNoBeanReady() throws Exception {
        Beans beans = new Beans(taken -> begun.add(text(taken)));
        beans.refusals.set(1);
        sendAll("a");

        activate(1, 1, beans);

        awaitEmpty();
        assertThat(begun).containsExactly("a");
        assertThat(beans.refusals).hasValue(-1);
    }

    @Test
    void shouldGiveOneWorkerSeveralMessagesAndForgetEachWhenItIsDone() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        sendAll("a", "b", "c", "d");

        activate(1, 16, taken -> {
            if (!text(taken).equals("a")) {
                return;
            }
            MessageFeed feed = taken.feed();
            TakenMessage second = feed.next(() -> false);
            TakenMessage third = feed.next(() -> false);
            begun.add(text(second));
            feed.giveBack(third);
            feed.done(taken);
            await().atMost(PATIENCE).until(() -> queue().getMessagesAcknowledged() == 1);
            feed.done(second);
            await().atMost(PATIENCE).until(() -> queue().getMessagesAcknowledged() == 2);
            looked.countDown();
        });

        looked.await();
        awaitEmpty();
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldWaitForMoreOnlyUntilThereIsEnoughToDo() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicReference<MessageFeed> feed = new AtomicReference<>();
        sendAll("a");

        activate(1, 16, taken -> {
            feed.set(taken.feed());
            begun.add(String.valueOf(taken.feed().next(enough::get)));
        });
        await().atMost(PATIENCE).until(() -> feed.get() != null);
        enough.set(true);
        feed.get().wake();

        awaitEmpty();
        assertThat(begun).containsExactly("a", "null");
    }

    @Test
    void shouldBringAllThatAWorkerHeldAgainInTheirOrderAfterAFailure() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        sendAll("a", "b", "c", "d");

        activate(1, 16, taken -> {
            if (failures.getAndIncrement() == 0) {
                taken.feed().next(() -> false);
                taken.feed().next(() -> false);
                throw new IllegalStateException("with three in hand");
            }
        });

        awaitEmpty();
        assertThat(begun).containsExactly("a", "a", "b", "c", "d");
    }

    @Test
    void shouldNameTheQueueThatDoesNotExist() {
        QueueActivationSpec spec = new QueueActivationSpec();
        spec.setName("default/hospital/Out");
        spec.setQueue("jms.queue.nowhere");

        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> new QueueActivation(spec, broker, new Beans(taken -> {})).start())
                .withMessageContaining("default/hospital/Out")
                .withMessageContaining("jms.queue.nowhere");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A container's factory of endpoints with one bean behind all. */
    private static final class Beans implements MessageEndpointFactory {

        private final QueueListener bean;
        private final AtomicInteger refusals = new AtomicInteger();

        Beans(QueueListener bean) {
            this.bean = bean;
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource xaResource) throws UnavailableException {
            if (refusals.getAndDecrement() > 0) {
                throw new UnavailableException("not started");
            }
            return (MessageEndpoint) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {MessageEndpoint.class, QueueListener.class},
                    (self, method, args) -> {
                        if (method.getName().equals("onMessage")) {
                            bean.onMessage((TakenMessage) args[0]);
                        }
                        return null;
                    });
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource xaResource, long timeout) throws UnavailableException {
            return createEndpoint(xaResource);
        }

        @Override
        public boolean isDeliveryTransacted(Method method) {
            return false;
        }

        @Override
        public String getActivationName() {
            return "Out";
        }

        @Override
        public Class<?> getEndpointClass() {
            return QueueListener.class;
        }
    }
}
