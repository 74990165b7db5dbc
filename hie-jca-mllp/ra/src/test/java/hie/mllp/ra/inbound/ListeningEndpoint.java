package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpSocket;
import hie.mllp.client.TlsContexts;
import jakarta.resource.ResourceException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;

/** For tests of what a peer sees of an endpoint. */
abstract class ListeningEndpoint {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final byte[] MESSAGE = text("MSH|^~\\&|SEND|FAC|HIE|FAC|20260101120000||ADT^A01|C-1|P|2.5.1\rPID|1||0815\r");

    final List<AutoCloseable> resources = new ArrayList<>();
    final BlockingQueue<MllpMessage> received = new LinkedBlockingQueue<>();
    final MllpListener acknowledging = message -> {
        received.add(message);
        return MllpReply.of(text("committed"), text("rolled back"));
    };
    final MllpActivationSpec spec = spec();

    @AfterEach
    void closeResources() throws Exception {
        for (AutoCloseable resource : resources.reversed()) {
            resource.close();
        }
    }

    EndpointActivation start(FakeContainer container) throws ResourceException {
        return start(container, null);
    }

    EndpointActivation start(FakeContainer container, SSLContext context) throws ResourceException {
        TlsContexts tls = context == null ? TlsContexts.none() : name -> context;
        EndpointActivation endpoint = EndpointActivation.start(spec.settings(), container, container, tls);
        resources.add(endpoint::stop);
        return endpoint;
    }

    MllpSocket connect(EndpointActivation endpoint) throws IOException {
        return connect(endpoint, null);
    }

    MllpSocket connect(EndpointActivation endpoint, SSLContext context) throws IOException {
        MllpTarget target =
                MllpTarget.of("peer", "127.0.0.1", endpoint.getPort()).withTlsContext(context == null ? null : "test");
        MllpSocket socket = MllpSocket.connect(target, name -> context);
        resources.add(socket);
        return socket;
    }

    static String exchange(MllpSocket peer) throws IOException {
        peer.writeFrame(MESSAGE);
        return reply(peer);
    }

    static String reply(MllpSocket peer) throws IOException {
        return new String(peer.readFrame(PATIENCE), StandardCharsets.ISO_8859_1);
    }

    static void assertClosed(MllpSocket peer) {
        assertThat(catchThrowable(() -> peer.readFrame(PATIENCE)))
                .isInstanceOfAny(EOFException.class, SocketException.class);
    }

    static MllpActivationSpec spec() {
        MllpActivationSpec spec = new MllpActivationSpec();
        spec.setName("Test item");
        return spec;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
