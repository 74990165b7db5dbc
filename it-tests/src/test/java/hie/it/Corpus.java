package hie.it;

import hie.it.mllp.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** HL7 v2 files from public sources: odd, old and broken ones among them. Not part of this repository. */
final class Corpus {

    private final Path directory;

    Corpus() {
        this.directory = Path.of(System.getProperty("hie.it.corpus", "../../shared/data"), "hl7");
    }

    /** Whether the files are on this machine. */
    boolean isHere() {
        return Files.isDirectory(directory);
    }

    /** Where they are looked for. */
    Path directory() {
        return directory.toAbsolutePath().normalize();
    }

    /**
     * One file as it is sent.
     *
     * @param wire the bytes that go over the connection
     * @param wasFramed whether the file brought its own frame
     * @param messages what a receiver must find in {@code wire}, by this test's own scan
     */
    record Sample(Path file, byte[] wire, boolean wasFramed, List<Hl7Sample> messages) {

        /** Whether the content holds the end sequence itself, so that a receiver sees less than was in the file. */
        boolean isCut() {
            return !wasFramed && (messages.size() != 1 || messages.get(0).bytes().length != wire.length - 3);
        }
    }

    /** All files, in the order of their names. */
    List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".hl7"))
                    .sorted()
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                boolean framed = content.length > 0 && content[0] == Frames.START;
                byte[] wire = framed ? content : Frames.framed(content);
                samples.add(new Sample(
                        file,
                        wire,
                        framed,
                        Frames.scan(wire).stream().map(Hl7Sample::new).toList()));
            }
        }
        return samples;
    }

    /** The SHA-256 of bytes. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
