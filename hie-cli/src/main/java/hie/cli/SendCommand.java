package hie.cli;

import hie.cli.mllp.MllpFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie send}: sends each file's message over MLLP, one after the other, and prints the acknowledgements. */
@Command(
        name = "send",
        description = {
            "Sends HL7 messages over MLLP, one after the other, and prints each acknowledgement.",
            "A file holds one message, sent unaltered, or MLLP blocks (0B … 1C 0D), sent as they are.",
            "Exit code 0 when every reply is AA or CA, else 1."
        })
final class SendCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            description = "Receiver (default: 127.0.0.1:2575 plus the port offset, the sample project's service).")
    String to;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest wait for a connection and for each reply (default: ${DEFAULT-VALUE}).")
    int timeout;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to send.")
    List<Path> files;

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > 86_400) {
            throw new CliException("--timeout must be from 1 to 86400 seconds, not " + timeout + ".");
        }
        InetSocketAddress receiver = receiver();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean allAccepted = true;
        for (Path file : files) {
            try {
                for (byte[] block : MllpFrames.of(read(file))) {
                    Acknowledgement reply = Acknowledgement.of(exchange(receiver, block));
                    out.println(file + ": " + reply.code() + " " + reply.controlId());
                    reply.segments().forEach(segment -> out.println("  " + segment));
                    allAccepted &= reply.accepted();
                }
            } catch (CliException e) {
                err.println(file + ": " + e.getMessage());
                allAccepted = false;
            } catch (SocketTimeoutException e) {
                err.println(file + ": no reply within " + timeout + " s; it is unknown whether the message was taken");
                allAccepted = false;
            } catch (IOException e) {
                err.println(file + ": " + e.getMessage() + "; it is unknown whether the message was taken");
                allAccepted = false;
            }
        }
        return allAccepted ? 0 : Main.NOT_DONE;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CliException("there is no such file", e);
        } catch (IOException e) {
            throw new CliException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Sends one block on a connection of its own and returns the reply's content. */
    private byte[] exchange(InetSocketAddress receiver, byte[] block) throws IOException {
        try (Socket socket = new Socket()) {
            connect(socket, receiver);
            socket.setSoTimeout(timeout * 1000);
            socket.getOutputStream().write(block);
            return MllpFrames.read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private void connect(Socket socket, InetSocketAddress receiver) {
        try {
            socket.connect(receiver, timeout * 1000);
        } catch (IOException e) {
            throw new CliException(
                    "not sent, nobody answers on " + receiver.getHostString() + ":" + receiver.getPort() + " ("
                            + e.getMessage() + "); is HIE started, and is --to or --port-offset right?",
                    e);
        }
    }

    private InetSocketAddress receiver() {
        if (to == null) {
            return new InetSocketAddress("127.0.0.1", instance.mllpPort());
        }
        int colon = to.lastIndexOf(':');
        String host = colon > 0 ? to.substring(0, colon) : "";
        String port = colon > 0 ? to.substring(colon + 1) : "";
        if (host.isEmpty()
                || !port.matches("\\d{1,5}")
                || Integer.parseInt(port) > 65_535
                || Integer.parseInt(port) < 1) {
            throw new CliException("--to must be HOST:PORT, such as 127.0.0.1:2575, not '" + to + "'.");
        }
        InetSocketAddress address = new InetSocketAddress(host.replaceAll("^\\[|]$", ""), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new CliException("The host '" + host + "' in --to is not known; check its name.");
        }
        return address;
    }
}
