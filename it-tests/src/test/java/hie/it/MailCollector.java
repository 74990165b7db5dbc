package hie.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes every mail, and keeps what it was told in each conversation. */
final class MailCollector implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> mails = new CopyOnWriteArrayList<>();

    MailCollector() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> converse(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    String port() {
        return String.valueOf(server.getLocalPort());
    }

    List<String> mails() {
        return mails;
    }

    private void converse(Socket socket) {
        try (Socket client = socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            StringBuilder told = new StringBuilder();
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                told.append(line).append('\n');
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                        told.append(line).append('\n');
                    }
                    mails.add(told.toString());
                }
                say(out, line != null && line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException gone) {
            // What was taken before stays.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
