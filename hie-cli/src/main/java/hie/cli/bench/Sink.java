package hie.cli.bench;

import hie.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An MLLP receiver that acknowledges everything with AA at once and tells a {@link Ledger} of each arrival. It scans
 * bytes and patches a ready-made acknowledgement, so that it costs the engines next to nothing. One virtual thread a
 * connection.
 */
final class Sink implements AutoCloseable {

    private static final byte START = 0x0B;
    private static final byte END = 0x1C;
    private static final int CONTROL_ID_FIELD = 9;
    private static final int BUFFER = 1 << 16;

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Ledger ledger = new Ledger(0, 0);

    /** Starts listening on a free port of the loopback address. */
    Sink() throws IOException {
        this(0);
    }

    /** Starts listening on a port of the loopback address. */
    Sink(int port) throws IOException {
        server = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("sink-accept").start(this::accept);
    }

    /** A port of the loopback address at which nobody listens now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on arrivals are told to this ledger. */
    void tell(Ledger next) {
        ledger = next;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().name("sink").start(() -> serve(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new CliException("The sink can no longer accept connections: " + e.getMessage(), e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            receive(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException peerWentAway) {
            // An engine that stops resets its connections; what it did not deliver shows in the ledger.
            connections.remove(connection);
        } finally {
            connections.remove(connection);
        }
    }

    private void receive(InputStream in, OutputStream out) throws IOException {
        Acknowledgements acknowledgements = new Acknowledgements();
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        int scanned = 0;
        int read;
        while ((read = in.read(buffer, filled, buffer.length - filled)) >= 0) {
            filled += read;
            int start = 0;
            for (int i = scanned; i + 1 < filled; i++) {
                if (buffer[i] == END && buffer[i + 1] == '\r') {
                    out.write(message(buffer, start, i, acknowledgements));
                    start = i + 2;
                }
            }
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            scanned = Math.max(0, filled - 1);
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
    }

    /** Tells the ledger of the message whose block starts and ends at the offsets, and returns its acknowledgement. */
    private byte[] message(byte[] buffer, int start, int end, Acknowledgements acknowledgements) {
        int content = start;
        while (content < end && buffer[content] == START) {
            content++;
        }
        int idStart = content;
        for (int field = 0; field < CONTROL_ID_FIELD && idStart < end; idStart++) {
            if (buffer[idStart] == '|') {
                field++;
            }
        }
        int idEnd = idStart;
        while (idEnd < end && buffer[idEnd] != '|' && buffer[idEnd] != '\r') {
            idEnd++;
        }
        MessageId id = MessageId.read(buffer, idStart, idEnd - idStart);
        if (id == null) {
            return Acknowledgements.of(new String(buffer, idStart, idEnd - idStart, StandardCharsets.US_ASCII));
        }
        ledger.arrived(id, BenchMessage.time(buffer, content, end), Clock.nanos());
        return acknowledgements.patched(id);
    }

    /** A ready-made acknowledgement of one connection, whose ids are written over in place. */
    private static final class Acknowledgements {
        private static final String HEAD = "\u000BMSH|^~\\&|SINK|BENCH|ENGINE|BENCH|20260101120000||ACK^A01^ACK|";
        private static final String MIDDLE = "|P|2.5.1\rMSA|AA|";
        private static final String TAIL = "\r\u001C\r";

        private final byte[] block = of("0".repeat(MessageId.LENGTH));

        static byte[] of(String id) {
            return (HEAD + id + MIDDLE + id + TAIL).getBytes(StandardCharsets.US_ASCII);
        }

        byte[] patched(MessageId id) {
            id.write(block, HEAD.length());
            id.write(block, HEAD.length() + MessageId.LENGTH + MIDDLE.length());
            return block;
        }
    }
}
