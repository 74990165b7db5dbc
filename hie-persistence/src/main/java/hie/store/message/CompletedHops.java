package hie.store.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The hops of one message that were completed when it came to the warehouse, as they are kept with it: the names of their items for
 * searches, and all of them as bytes, of which the first is the format's version.
 */
final class CompletedHops {

    /** So many are kept with their message; more become rows. */
    static final int MOST = 100;

    /** Stands before, between and after the names. */
    private static final String SEPARATOR = "\n";

    static final int NAMES_LENGTH = MOST * (Warehouse.ITEM_LENGTH + SEPARATOR.length()) + SEPARATOR.length();

    private static final int VERSION = 1;

    private CompletedHops() {}

    /** Whether a hop may be kept with its message: it says of it nothing else than the message does. */
    static boolean isKept(Hop hop, ArchivedMessage message) {
        return hop.status() == HopStatus.COMPLETED
                && hop.session().equals(message.session())
                && project(hop.project()).equals(project(message.project()));
    }

    private static String project(String name) {
        return Parameters.storable(name, Warehouse.PROJECT_LENGTH);
    }

    /** The names of the items; empty when there are none. */
    static String names(List<Hop> hops) {
        StringBuilder names = new StringBuilder();
        for (Hop hop : hops) {
            names.append(SEPARATOR).append(item(hop));
        }
        return hops.isEmpty() ? "" : names.append(SEPARATOR).toString();
    }

    /** The items of {@link #names}. */
    static List<String> items(String names) {
        return names.isEmpty() ? List.of() : List.of(names.strip().split(SEPARATOR));
    }

    /** What {@link #names} with this item are like, with {@code !} before what is no wildcard. */
    static String pattern(String item) {
        return "%" + SEPARATOR + item.replace("!", "!!").replace("%", "!%").replace("_", "!_") + SEPARATOR + "%";
    }

    /** An item's name as it is stored. */
    static String item(Hop hop) {
        return Parameters.storable(hop.item(), Warehouse.ITEM_LENGTH);
    }

    /** The hops as bytes; {@code null} when there are none. */
    static byte[] encode(List<Hop> hops) {
        if (hops.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * hops.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(hops.size());
            for (Hop hop : hops) {
                write(out, item(hop).getBytes(StandardCharsets.UTF_8));
                write(
                        out,
                        Parameters.storable(hop.from(), Warehouse.ITEM_LENGTH).getBytes(StandardCharsets.UTF_8));
                out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, Parameters.storable(hop.at())));
                out.writeLong(hop.tookMicros());
                out.writeInt(hop.attempts());
                write(out, Parameters.storable(hop.detail(), Hop.DETAIL_LENGTH).getBytes(StandardCharsets.UTF_8));
                write(out, hop.reply());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote, of a message of this session and project. */
    static List<Hop> decode(byte[] bytes, UUID message, UUID session, String project) {
        List<Hop> hops = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "Message " + message + " has hops of version " + version + " (expected: " + VERSION + ")");
            }
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                String item = text(in);
                String from = text(in);
                Instant at = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
                long took = in.readLong();
                int attempts = in.readInt();
                hops.add(new Hop(
                        message,
                        session,
                        project,
                        item,
                        from,
                        HopStatus.COMPLETED,
                        at,
                        took,
                        attempts,
                        text(in),
                        bytes(in)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hops;
    }

    /** A length of -1 stands for {@code null}. */
    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }
}
