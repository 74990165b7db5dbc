package hie.cli.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that happened to the messages of one trial, in the order in which it happened. Used by many threads. */
final class History {

    /** What can happen to a message outside the engine. */
    enum What {
        SENT,
        ACKNOWLEDGED,
        REFUSED,
        DELIVERED
    }

    /**
     * Something happened to a message.
     *
     * @param at {@link System#nanoTime} of it
     * @param digest of the content that was sent or delivered; 0 for acknowledgements
     */
    record Event(long at, What what, TestMessage message, long digest) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, Integer> acknowledged = new HashMap<>();

    /** Notes that it happened now. */
    synchronized void add(What what, TestMessage message, long digest) {
        events.add(new Event(System.nanoTime(), what, message, digest));
        if (what == What.ACKNOWLEDGED) {
            acknowledged.merge(message.key(), 1, Integer::sum);
        }
    }

    /** How many messages of a key have been acknowledged so far. */
    synchronized int acknowledged(int key) {
        return acknowledged.getOrDefault(key, 0);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Writes it to a file, an event a line, for whoever has to find out what went wrong. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("nanos,what,control id,digest");
            out.newLine();
            for (Event event : events()) {
                out.write(
                        event.at() + "," + event.what() + "," + event.message().controlId() + "," + event.digest());
                out.newLine();
            }
        }
    }
}
