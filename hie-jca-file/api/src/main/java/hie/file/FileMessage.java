package hie.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One file as it was found: its name, where it lay, when it was written, and all of its bytes.
 *
 * <p>{@link #deliveryId()} is the same for each delivery of this very file, also after a crash, so that a receiver can
 * tell a repetition from a new file. A file that is put into the folder a second time under the same name with the same
 * modification time (to the millisecond) and the same bytes has the same identity; a changed time or byte makes another.
 */
public final class FileMessage {
    private final Path folder;
    private final Path relativePath;
    private final Instant lastModified;
    private final byte[] content;
    private final String deliveryId;

    /**
     * @param folder the folder that was polled, absolute
     * @param relativePath where the file lay below it; not absolute
     * @param content the whole file; not copied, so the caller leaves it alone from here on
     */
    public FileMessage(Path folder, Path relativePath, Instant lastModified, byte[] content) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.relativePath = Objects.requireNonNull(relativePath, "relativePath");
        this.lastModified = Objects.requireNonNull(lastModified, "lastModified");
        this.content = Objects.requireNonNull(content, "content");
        if (relativePath.isAbsolute() || relativePath.toString().isEmpty()) {
            throw new IllegalArgumentException("The path of a file below its folder must be relative and not empty");
        }
        this.deliveryId = identify(relativePath, lastModified, content);
    }

    /** The last part of the path, with extension. */
    public String name() {
        return relativePath.getFileName().toString();
    }

    /** Where the file lay when it was found; it lies there no longer. */
    public Path originalPath() {
        return folder.resolve(relativePath);
    }

    /** All bytes of the file; the array itself, not a copy. */
    public byte[] content() {
        return content;
    }

    public Instant lastModified() {
        return lastModified;
    }

    /** SHA-256 over relative path, size, modification time in milliseconds and content: 64 lower-case hex digits. */
    public String deliveryId() {
        return deliveryId;
    }

    /** Identity and length; neither name nor content, as both may tell of a patient. */
    @Override
    public String toString() {
        return "FileMessage[" + deliveryId + ", " + content.length + " bytes]";
    }

    private static String identify(Path relativePath, Instant lastModified, byte[] content) {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(identity)) {
            for (Path part : relativePath) {
                out.writeUTF(part.toString());
            }
            out.writeLong(content.length);
            out.writeLong(lastModified.toEpochMilli());
            out.write(sha256().digest(content));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return HexFormat.of().formatHex(sha256().digest(identity.toByteArray()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one has not", e);
        }
    }
}
