package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpLaterReply;
import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpSocket;
import hie.mllp.client.TestCertificates;
import hie.mllp.client.TlsContexts;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import jakarta.resource.ResourceException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointActivationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SHORT = 500;
    private static final byte[] MESSAGE =
            text("MSH|^~\\&|SEND|FAC|HIE|FAC|20260101120000||ADT^A01|C-1|P|2.5.1\rPID|1||0815\r");

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final BlockingQueue<MllpMessage> received = new LinkedBlockingQueue<>();
    private final MllpListener acknowledging = message -> {
        received.add(message);
        return MllpReply.of(text("committed"), text("rolled back"));
    };
    private final MllpActivationSpec spec = spec();

    @AfterEach
    void closeResources() throws Exception {
        for (AutoCloseable resource : resources.reversed()) {
            resource.close();
        }
    }

    @Test
    void shouldDeliverFrameUnalteredAndSayWhereItCameFrom() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);

        peer.writeFrame(MESSAGE);

        assertThat(reply(peer)).isEqualTo("committed");
        MllpMessage message = received.remove();
        assertThat(message.content()).isEqualTo(MESSAGE);
        assertThat(message.peer().getPort()).isEqualTo(peer.socket().getLocalPort());
        assertThat(message.localPort()).isEqualTo(endpoint.getPort());
        assertThat(message.peerCertificateSubject()).isEmpty();
    }

    @Test
    void shouldPairCallsAndReleaseOncePerMessage() throws Exception {
        FakeContainer container = new FakeContainer(Ending.COMMITTED, acknowledging);
        MllpSocket peer = connect(start(container));

        exchange(peer);
        exchange(peer);

        assertThat(container.calls())
                .startsWith("create", "before", "call", "after", "release", "create", "before", "call", "after");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAsTheTransactionEnded(Ending ending) throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(ending, acknowledging)));

        String reply = exchange(peer);

        assertThat(reply)
                .isEqualTo(
                        switch (ending) {
                            case NONE, COMMITTED, COMMITTED_LOUDLY -> "committed";
                            case ROLLED_BACK_LOUDLY, ROLLED_BACK_SILENTLY, FORGOTTEN -> "rolled back";
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "COMMITTED", "ROLLED_BACK_LOUDLY"})
    void shouldAnswerWithFailureWhenListenerThrows(Ending ending) throws Exception {
        FakeContainer container = new FakeContainer(ending, message -> {
            throw new IllegalStateException("secret 0815");
        });
        EndpointActivation endpoint = start(container);
        MllpSocket peer = connect(endpoint);

        String reply = exchange(peer);

        assertThat(reply).contains("\rMSA|AE|C-1|").doesNotContain("0815");
        assertThat(exchange(peer)).as("connection stays open").contains("MSA|AE");
        assertThat(container.calls()).startsWith("create", "before", "call", "after", "release");
        assertThat(endpoint.getFailures()).isEqualTo(2);
    }

    @Test
    void shouldAnswerWithFailureWhenListenerBreaksWithError() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new NoClassDefFoundError("made up");
        })));

        assertThat(exchange(peer)).contains("MSA|AE|C-1");
    }

    @Test
    void shouldWaitForEndpointThatIsStillStarting() throws Exception {
        FakeContainer container = new FakeContainer(Ending.NONE, acknowledging);
        container.unavailable.set(2);

        assertThat(exchange(connect(start(container)))).isEqualTo("committed");
        assertThat(container.calls()).startsWith("unavailable", "unavailable", "create");
    }

    @Test
    void shouldAnswerWithFailureWhenEndpointStaysUnavailable() throws Exception {
        FakeContainer container = new FakeContainer(Ending.NONE, acknowledging);
        container.unavailable.set(1000);

        assertThat(exchange(connect(start(container)))).contains("MSA|AE|C-1");
        assertThat(container.calls()).containsOnly("unavailable");
    }

    @Test
    void shouldWriteNothingWhenListenerSaysSo() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            received.add(message);
            return received.size() == 1 ? MllpReply.none() : MllpReply.of(text("second"), null);
        })));

        peer.writeFrame(MESSAGE);
        peer.writeFrame(MESSAGE);

        assertThat(reply(peer)).isEqualTo("second");
    }

    @Test
    void shouldCloseAfterReplyWhenListenerSaysSo() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE, message -> MllpReply.of(text("bye"), null).thenClose())));

        assertThat(exchange(peer)).isEqualTo("bye");
        assertClosed(peer);
    }

    @Test
    @Tag("setting:MllpService.CloseAfterNegativeReply")
    void shouldCloseAfterNegativeAcknowledgementIfSet() throws Exception {
        spec.setCloseOnFailure(true);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new IllegalStateException();
        })));

        assertThat(exchange(peer)).contains("MSA|AE");
        assertClosed(peer);
    }

    private static final class Second implements MllpLaterReply {

        private final byte[] reply;
        private final AtomicInteger closed = new AtomicInteger();
        private boolean asked;

        Second(String reply) {
            this.reply = reply == null ? null : text(reply);
        }

        @Override
        public byte[] await() {
            asked = true;
            return reply;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "COMMITTED"})
    void shouldWriteASecondAnswerBehindTheFirst(Ending ending) throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                ending, message -> MllpReply.of(text("stored"), null).then(second))));

        assertThat(exchange(peer)).isEqualTo("stored");
        assertThat(reply(peer)).isEqualTo("applied");
        await().untilAsserted(() -> assertThat(second.closed).hasValue(1));
    }

    @Test
    void shouldWriteTheSecondAnswerAloneWhereTheFirstIsNothing() throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE, message -> MllpReply.of(null, null).then(second))));

        assertThat(exchange(peer)).isEqualTo("applied");
    }

    @Test
    void shouldAskForNoSecondAnswerToAMessageThatIsNotStored() throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.ROLLED_BACK_SILENTLY,
                message -> MllpReply.of(text("stored"), text("not stored")).then(second))));

        assertThat(exchange(peer)).isEqualTo("not stored");
        assertThat(exchange(peer)).isEqualTo("not stored");
        assertThat(second.closed).hasValue(2);
        assertThat(second.asked).isFalse();
    }

    @Test
    void shouldWriteAnUnframedAnswerAsItIs() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE,
                message -> MllpReply.of(new byte[] {6}, new byte[] {21}).unframed())));

        peer.writeFrame(MESSAGE);

        assertThat(peer.socket().getInputStream().read()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "AR, |||||, MSA|AR|C-1",
        "CE, |||||, MSA|CE|C-1",
        "ERROR_AS_ASKED, |||||, MSA|AE|C-1",
        "ERROR_AS_ASKED, |||AL|NE, MSA|CE|C-1",
        "REJECT_AS_ASKED, |||ER|AL, MSA|CR|C-1",
        "REJECT_AS_ASKED, |||NE|ER, MSA|AR|C-1"
    })
    void shouldSayOfAFailureWhatIsSet(FailureReply failure, String asked, String answer) throws Exception {
        spec.setFailureReply(failure.name());
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new IllegalStateException();
        })));

        peer.writeFrame(text("MSH|^~\\&|A|B|C|D|20260101||ADT^A01|C-1|P|2.5.1" + asked + "\r"));

        assertThat(reply(peer)).contains(answer);
    }

    @Test
    void shouldSayOneByteOrNothingOfAFailureWhereThatIsSet() throws Exception {
        MllpListener throwing = message -> {
            throw new IllegalStateException();
        };
        spec.setFailureReply("BYTE");
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, throwing)));
        peer.writeFrame(MESSAGE);
        assertThat(peer.socket().getInputStream().read()).isEqualTo(21);

        spec.setName("Another item");
        spec.setFailureReply("NONE");
        MllpSocket silent = connect(start(new FakeContainer(Ending.NONE, message -> {
            received.add(message);
            return received.size() == 1 ? throwing.onMessage(message) : MllpReply.of(text("second"), null);
        })));
        silent.writeFrame(MESSAGE);
        silent.writeFrame(MESSAGE);
        assertThat(reply(silent)).isEqualTo("second");
    }

    @Test
    void shouldAnswerPipelinedMessagesInOrder() throws Exception {
        MllpSocket peer =
                connect(start(new FakeContainer(Ending.NONE, message -> MllpReply.of(message.content(), null))));

        peer.socket().getOutputStream().write(text("\u000Bone\u001C\r\u000Btwo\u001C\r\u000Bthree\u001C\r"));

        assertThat(List.of(reply(peer), reply(peer), reply(peer))).containsExactly("one", "two", "three");
    }

    @Test
    @Tag("setting:MllpService.StartByte")
    @Tag("setting:MllpService.EndByte")
    @Tag("setting:MllpService.EndByte2")
    void shouldSpeakConfiguredFraming() throws Exception {
        spec.setStartByte(2);
        spec.setEndByte(3);
        spec.setEndByte2(-1);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.socket().getOutputStream().write(text("\u0002one\u0003"));

        assertThat(peer.socket().getInputStream().readNBytes(11)).isEqualTo(text("\u0002committed\u0003"));
        assertThat(received.remove().content()).isEqualTo(text("one"));
    }

    @Test
    @Tag("setting:MllpService.MaxMessageSize")
    void shouldCloseConnectionOfOversizedMessage() throws Exception {
        spec.setMaxMessageSize(100);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.writeFrame(new byte[101]);

        assertClosed(peer);
        assertThat(received).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.MaxConnections")
    void shouldRefuseConnectionsBeyondLimitAndAcceptAgainLater() throws Exception {
        spec.setMaxConnections(2);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket first = connect(endpoint);
        MllpSocket second = connect(endpoint);
        exchange(first);
        exchange(second);

        assertClosed(connect(endpoint));
        assertThat(endpoint.getRefusedConnections()).isEqualTo(1);

        first.close();
        await().until(() -> endpoint.getOpenConnections() == 1);
        assertThat(exchange(connect(endpoint))).isEqualTo("committed");
        assertThat(exchange(second)).isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.AllowedIPAddresses")
    void shouldRefusePeersThatAreNotAllowed() throws Exception {
        spec.setAllowedPeers("10.0.0.0/8, 192.0.2.1");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));

        assertClosed(connect(endpoint));

        assertThat(endpoint.getRefusedConnections()).isEqualTo(1);
        assertThat(endpoint.getTotalConnections()).isZero();
    }

    @Test
    void shouldAcceptPeersThatAreAllowed() throws Exception {
        spec.setAllowedPeers("10.0.0.0/8, 127.0.0.0/8");

        assertThat(exchange(connect(start(new FakeContainer(Ending.NONE, acknowledging)))))
                .isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.ReceiveTimeout")
    void shouldCloseWhenNoFrameBeginsInTime() throws Exception {
        spec.setReceiveTimeout(SHORT);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));
        exchange(peer);
        peer.socket().getOutputStream().write(text("\r\n"));

        assertClosed(peer);
    }

    @Test
    @Tag("setting:MllpService.ReceiveTimeout")
    void shouldCloseANewConnectionOnWhichNoFrameBeginsInTime() throws Exception {
        spec.setReceiveTimeout(SHORT);

        assertClosed(connect(start(new FakeContainer(Ending.NONE, acknowledging))));
    }

    @Test
    @Tag("setting:MllpService.ReadTimeout")
    void shouldCloseWhenFrameIsNotCompletedInTimeHoweverSteadilyItComes() throws Exception {
        spec.setFrameTimeout(SHORT);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.socket().getOutputStream().write(text("\u000Bbegun"));

        await().until(() -> {
            try {
                peer.socket().getOutputStream().write(text("on"));
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
        assertThat(received).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.IdleTimeout")
    void shouldCloseWhenPeerIsIdleForTooLong() throws Exception {
        spec.setIdleTimeout(SHORT);

        assertClosed(connect(start(new FakeContainer(Ending.NONE, acknowledging))));
    }

    @Test
    @Tag("setting:MllpService.SSLConfig")
    void shouldReceiveOverTls(@TempDir Path folder) throws Exception {
        TestCertificates server = TestCertificates.make(folder, "server", "ip:127.0.0.1");
        spec.setTlsContext("test");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging), server.trusting());

        MllpSocket peer = connect(endpoint, TestCertificates.onlyTrusting(server));

        assertThat(exchange(peer)).isEqualTo("committed");
        assertThat(received.remove().peerCertificateSubject()).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.RequireClientCertificate")
    void shouldDemandAndShowClientCertificate(@TempDir Path folder) throws Exception {
        TestCertificates server = TestCertificates.make(folder, "server", "ip:127.0.0.1");
        TestCertificates client = TestCertificates.make(folder, "client", "dns:client.example");
        spec.setTlsContext("test");
        spec.setNeedClientAuth(true);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging), server.trusting(client));

        assertThat(exchange(connect(endpoint, client.trusting(server)))).isEqualTo("committed");
        assertThat(received.remove().peerCertificateSubject()).hasValue("CN=client");

        assertThat(catchThrowable(() -> exchange(connect(endpoint, TestCertificates.onlyTrusting(server)))))
                .isInstanceOf(IOException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNameUnknownTlsContext() {
        spec.setTlsContext("missing");

        assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(spec.getName());
    }

    @Test
    void shouldKeepManyIdleConnectionsWithoutPlatformThreads() throws Exception {
        int many = 1000;
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();

        MllpSocket last = null;
        for (int i = 0; i < many; i++) {
            last = connect(endpoint);
        }
        await().until(() -> endpoint.getOpenConnections() == many);

        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                .isLessThan(50);
        assertThat(exchange(last)).isEqualTo("committed");
        assertThat(endpoint.getPeers()).hasSize(many);
    }

    @Test
    void shouldFinishMessageInFlightWhenStopped() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EndpointActivation endpoint = start(new FakeContainer(Ending.COMMITTED, message -> {
            called.countDown();
            awaitUninterrupted(goOn);
            return MllpReply.of(text("committed"), null);
        }));
        MllpSocket busy = connect(endpoint);
        MllpSocket idle = connect(endpoint);
        busy.writeFrame(MESSAGE);
        called.await();

        Thread stopping = Thread.ofVirtual().start(endpoint::stop);
        assertClosed(idle);
        assertThat(stopping.isAlive()).isTrue();
        assertThat(endpoint.getState()).isEqualTo("DRAINING");
        goOn.countDown();

        assertThat(reply(busy)).isEqualTo("committed");
        assertClosed(busy);
        assertThat(stopping.join(PATIENCE)).isTrue();
        assertThat(endpoint.getState()).isEqualTo("STOPPED");
        assertThat(endpoint.getOpenConnections()).isZero();
    }

    @Test
    void shouldCutOffMessageThatOutlastsDrainTimeout() throws Exception {
        spec.setDrainTimeout(50L);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, message -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
            }
            return MllpReply.none();
        }));
        MllpSocket peer = connect(endpoint);
        peer.writeFrame(MESSAGE);
        called.await();

        endpoint.stop();

        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertClosed(peer);
    }

    @Test
    void shouldFreePortAndNameWhenStoppedAndBearSecondStop() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        int port = endpoint.getPort();
        exchange(connect(endpoint));

        endpoint.stop();
        endpoint.stop();
        spec.setPort(port);

        assertThat(exchange(connect(start(new FakeContainer(Ending.NONE, acknowledging)))))
                .isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.Port")
    void shouldNameItemAndPortWhenPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            spec.setPort(other.getLocalPort());

            assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining(spec.getName())
                    .hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void shouldRefuseSecondEndpointOfSameNameAndFreeItsPort() throws Exception {
        start(new FakeContainer(Ending.NONE, acknowledging));

        assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("another item of this name");
    }

    @Test
    void shouldShowFiguresInJmx() throws Exception {
        spec.setName("Lab \"A\", in");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);
        exchange(peer);
        ObjectName name = new ObjectName("hie:type=MllpEndpoint,name=" + ObjectName.quote("Lab \"A\", in"));

        assertThat(attribute(name, "Port")).isEqualTo(endpoint.getPort());
        assertThat(attribute(name, "State")).isEqualTo("LISTENING");
        assertThat(attribute(name, "OpenConnections")).isEqualTo(1);
        assertThat(attribute(name, "TotalConnections")).isEqualTo(1L);
        assertThat(attribute(name, "FramesIn")).isEqualTo(1L);
        assertThat(attribute(name, "BytesIn")).isEqualTo((long) MESSAGE.length);
        assertThat((String[]) attribute(name, "Peers"))
                .containsExactly("127.0.0.1:" + peer.socket().getLocalPort());

        endpoint.stop();
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    @Test
    void shouldNotAcknowledgeWhatArrivesWhileStopping() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);
        exchange(peer);
        endpoint.stop();

        assertThat(catchThrowable(() -> exchange(peer))).isInstanceOf(IOException.class);
        assertThat(received).hasSize(1);
    }

    private EndpointActivation start(FakeContainer container) throws ResourceException {
        return start(container, null);
    }

    private EndpointActivation start(FakeContainer container, SSLContext context) throws ResourceException {
        TlsContexts tls = context == null ? TlsContexts.none() : name -> context;
        EndpointActivation endpoint = EndpointActivation.start(spec.settings(), container, container, tls);
        resources.add(endpoint::stop);
        return endpoint;
    }

    private MllpSocket connect(EndpointActivation endpoint) throws IOException {
        return connect(endpoint, null);
    }

    private MllpSocket connect(EndpointActivation endpoint, SSLContext context) throws IOException {
        MllpTarget target =
                MllpTarget.of("peer", "127.0.0.1", endpoint.getPort()).withTlsContext(context == null ? null : "test");
        MllpSocket socket = MllpSocket.connect(target, name -> context);
        resources.add(socket);
        return socket;
    }

    private static String exchange(MllpSocket peer) throws IOException {
        peer.writeFrame(MESSAGE);
        return reply(peer);
    }

    private static String reply(MllpSocket peer) throws IOException {
        return new String(peer.readFrame(PATIENCE), StandardCharsets.ISO_8859_1);
    }

    private static void assertClosed(MllpSocket peer) {
        assertThat(catchThrowable(() -> peer.readFrame(PATIENCE)))
                .isInstanceOfAny(EOFException.class, SocketException.class);
    }

    private static Object attribute(ObjectName name, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MllpActivationSpec spec() {
        MllpActivationSpec spec = new MllpActivationSpec();
        spec.setName("Test item");
        return spec;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
