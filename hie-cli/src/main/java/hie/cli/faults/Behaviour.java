package hie.cli.faults;

import hie.cli.mllp.MllpFrames;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** How a destination answers a message that it has read. */
enum Behaviour {
    /** With AA, at once. */
    ANSWERS {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            write(peer, acknowledgement(controlId));
        }
    },
    /** Not at all. */
    IS_SILENT {
        @Override
        void answer(Socket peer, String controlId) {
            // says nothing
        }
    },
    /** With AA, after a while. */
    IS_SLOW {
        @Override
        void answer(Socket peer, String controlId) throws IOException, InterruptedException {
            Thread.sleep(SLOWNESS);
            write(peer, acknowledgement(controlId));
        }
    },
    /** By resetting the connection. */
    RESETS {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            peer.setSoLinger(true, 0);
            peer.close();
        }
    },
    /** With half an acknowledgement, and the end of the connection. */
    CUTS_SHORT {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            byte[] whole = acknowledgement(controlId);
            write(peer, Arrays.copyOf(whole, whole.length / 2));
            peer.close();
        }
    },
    /** With a block that is not HL7. */
    ANSWERS_GARBAGE {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            write(
                    peer,
                    MllpFrames.of("\u0000\u0001 no HL7 ".getBytes(StandardCharsets.ISO_8859_1))
                            .getFirst());
        }
    },
    /** With bytes that are no MLLP. */
    ANSWERS_NOISE {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            byte[] noise = new byte[NOISE_BYTES];
            Arrays.fill(noise, (byte) 'x');
            write(peer, noise);
        }
    },
    /** With AA for another message. */
    ANSWERS_WRONG_ID {
        @Override
        void answer(Socket peer, String controlId) throws IOException {
            write(peer, acknowledgement("X" + controlId));
        }
    };

    private static final Duration SLOWNESS = Duration.ofMillis(900);
    private static final int NOISE_BYTES = 4096;

    /** Answers, on the thread of the peer's connection. */
    abstract void answer(Socket peer, String controlId) throws IOException, InterruptedException;

    private static byte[] acknowledgement(String controlId) {
        String content = "MSH|^~\\&|SINK|SUITE|HIE|HIE|20260101120000||ACK^A08^ACK|A" + controlId + "|P|2.5.1\rMSA|AA|"
                + controlId + "\r";
        return MllpFrames.of(content.getBytes(StandardCharsets.ISO_8859_1)).getFirst();
    }

    private static void write(Socket peer, byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
    }
}
