package hie.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A mail server that takes one mail, or refuses its receivers. */
public final class FakeMailServer implements AutoCloseable {

    private final ServerSocket server;
    private final String toReceivers;
    private final CompletableFuture<String> talk;

    private FakeMailServer(String toReceivers) throws IOException {
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.toReceivers = toReceivers;
        this.talk = CompletableFuture.supplyAsync(this::listen);
    }

    public static FakeMailServer taking() throws IOException {
        return new FakeMailServer("250 ok");
    }

    public static FakeMailServer refusingReceivers() throws IOException {
        return new FakeMailServer("550 nobody of that name here");
    }

    public int port() {
        return server.getLocalPort();
    }

    /** All that it was told, once its client has gone. */
    public String told() throws Exception {
        return talk.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private String listen() {
        StringBuilder told = new StringBuilder();
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 test");
            boolean inLetter = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                told.append(line).append('\n');
                if (inLetter) {
                    inLetter = !line.equals(".");
                    if (!inLetter) {
                        say(out, "250 taken");
                    }
                } else {
                    String verb = line.substring(0, 4).toUpperCase(Locale.ROOT);
                    inLetter = verb.equals("DATA");
                    say(out, answer(verb));
                }
            }
        } catch (IOException e) {
            told.append(e);
        }
        return told.toString();
    }

    private String answer(String verb) {
        return switch (verb) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            case "RCPT" -> toReceivers;
            default -> "250 ok";
        };
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
