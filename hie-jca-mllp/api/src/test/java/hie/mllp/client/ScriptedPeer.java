package hie.mllp.client;

import hie.mllp.Hl7Header;
import hie.mllp.codec.Framing;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * An MLLP receiver that behaves, or misbehaves, as a test says: on a free port of the loopback interface, with one
 * script for each connection in turn; the last script serves all further ones.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** What the peer does on one connection; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Script {
        void play(Conversation conversation) throws IOException, InterruptedException;
    }

    private static final int FRAME_LIMIT = 64 * 1024 * 1024;

    private final ServerSocket server;
    private final List<Script> scripts;
    private final Thread acceptor;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    private ScriptedPeer(ServerSocket server, List<Script> scripts) {
        this.server = server;
        this.scripts = scripts;
        this.acceptor = Thread.ofVirtual().name("scripted-peer").start(this::accept);
    }

    public static ScriptedPeer playing(Script... scripts) throws IOException {
        return new ScriptedPeer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), List.of(scripts));
    }

    public static ScriptedPeer playingWithTls(SSLContext context, Script... scripts) throws IOException {
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new ScriptedPeer(server, List.of(scripts));
    }

    /** Acknowledges everything with AA. */
    public static Script acknowledging() {
        return answering("AA");
    }

    /** Acknowledges everything with the code. */
    public static Script answering(String code) {
        return conversation -> {
            while (true) {
                conversation.reply(acknowledgement(conversation.receive(), code));
            }
        };
    }

    /** Reads and never answers, until released. */
    public static Script silent() {
        return conversation -> {
            conversation.receive();
            conversation.awaitRelease();
        };
    }

    /** Answers byte by byte, each a packet of its own. */
    public static Script slow() {
        return conversation -> {
            while (true) {
                byte[] frame = framed(acknowledgement(conversation.receive(), "AA"));
                for (byte single : frame) {
                    conversation.raw(new byte[] {single});
                }
            }
        };
    }

    /** Begins an answer and neither ends it nor closes, until released. */
    public static Script stallingMidFrame() {
        return conversation -> {
            conversation.raw(firstHalf(framed(acknowledgement(conversation.receive(), "AA"))));
            conversation.awaitRelease();
        };
    }

    /** Closes the connection in the middle of its answer. */
    public static Script closingMidFrame() {
        return conversation -> conversation.raw(firstHalf(framed(acknowledgement(conversation.receive(), "AA"))));
    }

    /** Closes the connection instead of answering. */
    public static Script closingUnanswered() {
        return Conversation::receive;
    }

    /** Resets the connection instead of answering. */
    public static Script resetting() {
        return conversation -> {
            conversation.receive();
            conversation.reset();
        };
    }

    /** Answers with a foreign control id first, then properly. */
    public static Script wrongThenRight() {
        return conversation -> {
            while (true) {
                byte[] request = conversation.receive();
                conversation.reply(acknowledgementOf("ANOTHER", "AA"));
                conversation.reply(acknowledgement(request, "AA"));
            }
        };
    }

    /** Answers with a foreign control id only. */
    public static Script wrongOnly() {
        return conversation -> {
            while (true) {
                conversation.receive();
                conversation.reply(acknowledgementOf("ANOTHER", "AA"));
            }
        };
    }

    /** Answers everything twice. */
    public static Script answeringTwice() {
        return conversation -> {
            while (true) {
                byte[] answer = framed(acknowledgement(conversation.receive(), "AA"));
                byte[] twice = new byte[2 * answer.length];
                System.arraycopy(answer, 0, twice, 0, answer.length);
                System.arraycopy(answer, 0, twice, answer.length, answer.length);
                conversation.raw(twice);
            }
        };
    }

    /** Answers in enhanced mode: that it has the message, and behind that what it makes of it. */
    public static Script committingThen(String code) {
        return conversation -> {
            while (true) {
                byte[] request = conversation.receive();
                conversation.reply(acknowledgement(request, "CA"));
                conversation.reply(acknowledgementOf("ANOTHER", "AA"));
                conversation.reply(acknowledgement(request, code));
            }
        };
    }

    /** Answers once and closes the connection. */
    public static Script answeringOnce() {
        return conversation -> conversation.reply(acknowledgement(conversation.receive(), "AA"));
    }

    /** Sends bytes that are no frame, more than anybody should bear. */
    public static Script garbage() {
        return conversation -> {
            conversation.receive();
            conversation.raw("garbage ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
            conversation.awaitRelease();
        };
    }

    /** An acknowledgement of the request, by its control id. */
    public static byte[] acknowledgement(byte[] request, String code) {
        return acknowledgementOf(
                Hl7Header.of(request).flatMap(Hl7Header::controlId).orElse(""), code);
    }

    public static byte[] acknowledgementOf(String controlId, String code) {
        return ("MSH|^~\\&|PEER|TEST|HIE|TEST|20260101120000||ACK|R" + controlId + "|P|2.5.1\rMSA|" + code + "|"
                        + controlId + "\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open just now, as far as their scripts know. */
    public int openConnections() {
        return openConnections.get();
    }

    /** The next message in order of arrival; fails when none comes within ten seconds. */
    public byte[] takeReceived() throws InterruptedException {
        byte[] message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the peer received no message");
        }
        return message;
    }

    public int receivedCount() {
        return received.size();
    }

    /** Lets scripts that wait go on. */
    public void release() {
        released.countDown();
    }

    /** Stops accepting, as a peer that is down; the port is closed when this returns. */
    public void stopListening() throws IOException, InterruptedException {
        server.close();
        acceptor.join();
    }

    /** The address of each connection's other side, in the order of connections. */
    public List<String> callers() {
        return sockets.stream()
                .map(socket -> socket.getInetAddress().getHostAddress())
                .toList();
    }

    /** Faults of scripts that were not caused by the other side closing. */
    public List<Throwable> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                openConnections.incrementAndGet();
                Script script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
                Thread.ofVirtual().start(() -> play(script, socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                faults.add(e);
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (Conversation conversation = new Conversation(socket)) {
            script.play(conversation);
        } catch (EOFException | SocketException | InterruptedException e) {
            return; // the other side left, or the test is over
        } catch (IOException | RuntimeException e) {
            faults.add(e);
        } finally {
            openConnections.decrementAndGet();
        }
    }

    private static byte[] framed(byte[] payload) {
        byte[] frame = new byte[payload.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(payload, 0, frame, 1, payload.length);
        frame[frame.length - 2] = 0x1C;
        frame[frame.length - 1] = 0x0D;
        return frame;
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** One connection as a script sees it. */
    public final class Conversation implements AutoCloseable {

        private final MllpSocket frames;

        private Conversation(Socket socket) throws IOException {
            this.frames = MllpSocket.accepted(socket, Framing.DEFAULT, FRAME_LIMIT);
        }

        /** The next message; waits for it. */
        public byte[] receive() throws IOException {
            byte[] message = frames.readFrame(Duration.ZERO);
            received.add(message);
            return message;
        }

        public void reply(byte[] payload) throws IOException {
            frames.writeFrame(payload);
        }

        /** Writes bytes as they are. */
        public void raw(byte[] bytes) throws IOException {
            frames.socket().getOutputStream().write(bytes);
        }

        public void reset() throws IOException {
            frames.reset();
        }

        /** Waits until the test calls {@link ScriptedPeer#release()}. */
        public void awaitRelease() throws InterruptedException {
            released.await();
        }

        @Override
        public void close() throws IOException {
            frames.close();
        }
    }
}
