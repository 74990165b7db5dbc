package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

    private static final String MESSAGE = "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|%s|P|2.5\rPID|1||T1\r";

    @TempDir
    Path directory;

    @Test
    void shouldSendBytesUnalteredAndPrintAcknowledgement() throws IOException {
        byte[] content = (MESSAGE.formatted("ID7") + "NTE|1||\u00e9\u00df\r").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("a.hl7"), content);

        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answering("AA"))) {
            Run run = Run.of("send", "--to", receiver.address(), file.toString());

            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains(file + ": AA ID7", "  MSA|AA|ID7|text of the answer");
            byte[] block = receiver.blocks().getFirst();
            assertThat(block).startsWith(0x0B).endsWith(0x1C, 0x0D).hasSize(content.length + 3);
            assertThat(block).containsSequence(content);
        }
    }

    @Test
    void shouldSendFramedFileAsItIsBlockByBlock() throws IOException {
        String framed = "\u000B" + MESSAGE.formatted("F1") + "\u001C\r\u000B" + MESSAGE.formatted("F2") + "\u001C\r";
        Path file = Files.writeString(directory.resolve("framed.hl7"), framed);

        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answering("CA"))) {
            Run run = Run.of("send", "--to", receiver.address(), file.toString());

            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains(": CA F1", ": CA F2");
            assertThat(receiver.blocks()).hasSize(2);
        }
    }

    @Test
    void shouldRefuseFramedFileWithoutEnd() throws IOException {
        Path file = Files.writeString(directory.resolve("cut.hl7"), "\u000B" + MESSAGE.formatted("F1"));

        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answering("AA"))) {
            Run run = Run.of("send", "--to", receiver.address(), file.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("does not end with 1C 0D");
            assertThat(receiver.blocks()).isEmpty();
        }
    }

    @Test
    void shouldFailWhenOneOfSeveralIsNotAccepted() throws IOException {
        Path good = Files.writeString(directory.resolve("good.hl7"), MESSAGE.formatted("G"));
        Path bad = Files.writeString(directory.resolve("bad.hl7"), MESSAGE.formatted("B"));

        try (ScriptedReceiver receiver =
                new ScriptedReceiver(message -> ScriptedReceiver.answering(message.contains("|B|P|") ? "AE" : "AA")
                        .apply(message))) {
            Run run = Run.of("send", "--to", receiver.address(), bad.toString(), good.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).contains(bad + ": AE B", good + ": AA G");
        }
    }

    @Test
    void shouldGiveUpOnSilentReceiver() throws IOException {
        Path file = Files.writeString(directory.resolve("a.hl7"), MESSAGE.formatted("S"));

        try (ScriptedReceiver receiver = new ScriptedReceiver(message -> null)) {
            Run run = Run.of("send", "--timeout", "1", "--to", receiver.address(), file.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("no reply within 1 s");
        }
    }

    @Test
    void shouldTellThatConnectionWasClosedWithoutReply() throws IOException {
        Path file = Files.writeString(directory.resolve("a.hl7"), MESSAGE.formatted("S"));

        try (ScriptedReceiver receiver = new ScriptedReceiver(message -> "")) {
            Run run = Run.of("send", "--to", receiver.address(), file.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("closed before a whole reply", "unknown whether the message was taken");
        }
    }

    @Test
    void shouldTellThatNobodyListens() throws IOException {
        Path file = Files.writeString(directory.resolve("a.hl7"), MESSAGE.formatted("S"));
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            Run run = Run.of("send", "--to", "127.0.0.1:" + bound.getLocalPort(), file.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("not sent, nobody answers on 127.0.0.1:" + bound.getLocalPort());
        }
    }

    @Test
    void shouldNameMissingFileAndGoOn() throws IOException {
        Path file = Files.writeString(directory.resolve("a.hl7"), MESSAGE.formatted("S"));
        Path absent = directory.resolve("absent.hl7");

        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answering("AA"))) {
            Run run = Run.of("send", "--to", receiver.address(), absent.toString(), file.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains(absent + ": there is no such file");
            assertThat(run.out()).contains(file + ": AA S");
        }
    }

    @Test
    void shouldExplainWrongArguments() {
        assertThat(Run.of("send").exit()).isEqualTo(2);
        assertThat(Run.of("send").err()).contains("FILE", "./hie send --help");
        assertThat(Run.of("send", "--to", "nowhere", "x").err()).contains("--to must be HOST:PORT");
        assertThat(Run.of("send", "--port-offset", "-1", "x").err()).contains("--port-offset must be");
        assertThat(Run.of("send", "--colour", "x").err()).contains("--colour");
    }
}
