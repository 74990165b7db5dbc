package hie.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An MLLP receiver that keeps the blocks it gets and answers as told; an empty answer closes, null stays silent. */
final class ScriptedReceiver implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final List<byte[]> blocks = new CopyOnWriteArrayList<>();
    private final Function<String, String> answer;

    ScriptedReceiver(Function<String, String> answer) throws IOException {
        this.answer = answer;
        Thread.ofVirtual().start(this::accept);
    }

    /** Answers with the code and the message's control id. */
    static Function<String, String> answering(String code) {
        return message -> "MSH|^~\\&|R|R|S|S|20260101||ACK|1|P|2.5\rMSA|" + code + "|" + message.split("\\|")[9]
                + "|text of the answer\r";
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    List<byte[]> blocks() {
        return blocks;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            int previous = -1;
            for (int current = in.read(); current >= 0; current = in.read()) {
                block.write(current);
                if (previous == 0x1C && current == '\r') {
                    blocks.add(block.toByteArray());
                    String reply = answer.apply(block.toString(StandardCharsets.ISO_8859_1));
                    if (reply != null) {
                        if (reply.isEmpty()) {
                            return;
                        }
                        connection
                                .getOutputStream()
                                .write(("\u000B" + reply + "\u001C\r").getBytes(StandardCharsets.UTF_8));
                    }
                    block.reset();
                }
                previous = current;
            }
        } catch (IOException senderWentAway) {
            // a sender may go away at any time; a test sees that in what it printed
        }
    }
}
