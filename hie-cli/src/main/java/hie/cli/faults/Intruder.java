package hie.cli.faults;

import hie.cli.mllp.MllpFrames;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Peers that connect to the engine's service and do not behave as senders do. */
final class Intruder {

    private static final byte START = 0x0B;
    private static final int SLOW_PEERS = 200;
    private static final int NOISE_PEERS = 8;
    private static final int LARGEST_NOISE = 4096;
    private static final int CHUNK = 1 << 16;
    private static final Duration SLOW_PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(100);
    private static final int BURST = 100;

    private final int port;
    private final long until;

    /** @param lasts how long it stays */
    Intruder(int port, Duration lasts) {
        this.port = port;
        this.until = System.nanoTime() + lasts.toNanos();
    }

    private boolean isOver() {
        return System.nanoTime() > until;
    }

    /** A thousand connections a second, each gone at once, every other in the middle of a message. */
    void reconnects() throws InterruptedException {
        while (!isOver()) {
            for (int i = 0; i < BURST; i++) {
                boolean begins = i % 2 == 0;
                visit(out -> {
                    if (begins) {
                        out.write(START);
                        out.write("MSH|^~\\&|HALF".getBytes());
                    }
                });
            }
            Thread.sleep(BETWEEN_BURSTS);
        }
    }

    /** Many peers that each send a byte now and then, of a message that never ends. */
    void slowloris() {
        together(
                SLOW_PEERS,
                number -> visit(out -> {
                    out.write(START);
                    while (!isOver()) {
                        out.write('M');
                        Thread.sleep(SLOW_PAUSE);
                    }
                }));
    }

    /** Bytes at random, blocks without messages, ends without beginnings. */
    void noise(Random random) {
        long seed = random.nextLong();
        together(NOISE_PEERS, number -> {
            Random bytes = new Random(seed + number);
            while (!isOver()) {
                visit(out -> {
                    byte[] noise = new byte[bytes.nextInt(1, LARGEST_NOISE)];
                    bytes.nextBytes(noise);
                    out.write(number % 2 == 0 ? MllpFrames.of(prepared(noise)).getFirst() : noise);
                });
            }
        });
    }

    private static byte[] prepared(byte[] noise) {
        noise[0] = 'N';
        return noise;
    }

    /** Messages that go on for ever. */
    void endless() {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        together(NOISE_PEERS, number -> {
            while (!isOver()) {
                visit(out -> {
                    out.write(START);
                    out.write("MSH|^~\\&|ENDLESS|".getBytes());
                    while (!isOver()) {
                        out.write(chunk);
                    }
                });
            }
        });
    }

    private interface Manners {
        void practise(OutputStream out) throws IOException, InterruptedException;
    }

    private interface Peer {
        void run(int number) throws InterruptedException;
    }

    private void visit(Manners manners) throws InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            manners.practise(socket.getOutputStream());
        } catch (IOException shownTheDoor) {
            // what the engine does with intruders
        }
    }

    private static void together(int count, Peer peer) {
        try (ExecutorService peers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                peers.submit(() -> {
                    peer.run(number);
                    return null;
                });
            }
        }
    }
}
