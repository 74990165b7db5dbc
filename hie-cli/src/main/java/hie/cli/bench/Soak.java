package hie.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import hie.cli.CliException;
import hie.cli.local.Footprint;
import hie.cli.local.LiveHeap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Sends very many messages to HIE, and looks after each tenth of them at what it takes of the machine. */
final class Soak {

    static final int PARTS = 10;

    private static final int CONNECTIONS = 32;
    private static final Duration MOST_DRAINING = Duration.ofMinutes(5);

    private final Consumer<String> progress;

    Soak(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * How things stood after so many messages.
     *
     * @param messages acknowledged and delivered so far
     * @param messagesPerSecond in the part that ended then
     * @param heap megabytes that are left of the heap after a full collection
     * @param memory megabytes of the process that are resident
     */
    record Stand(
            long messages,
            @JsonProperty("msgs_per_s") double messagesPerSecond,
            @JsonProperty("live_heap_mb") long heap,
            @JsonProperty("memory_mb") long memory,
            int threads,
            long lost) {}

    /** @param number of messages, all in all */
    List<Stand> of(Engine engine, long number) throws IOException, InterruptedException {
        List<Stand> stands = new ArrayList<>();
        try (Sink sink = new Sink()) {
            int port = engine.start(sink.port());
            long sent = 0;
            for (int part = 1; part <= PARTS; part++) {
                Ledger ledger = new Ledger(part, CONNECTIONS);
                sink.tell(ledger);
                Load load = new Load(port, CONNECTIONS, Load.Traffic.USUAL, ledger);
                long begun = Clock.nanos();
                load.send(Math.toIntExact(number / PARTS));
                Duration took = Duration.ofNanos(Clock.nanos() - begun);
                load.awaitDrained(MOST_DRAINING);
                Ledger.Outcome outcome = ledger.outcome();
                sent += outcome.acknowledged();
                stands.add(stand(engine, sent, outcome, took));
                progress.accept("  " + describe(stands.getLast()));
            }
        } finally {
            engine.stop();
        }
        return stands;
    }

    private static Stand stand(Engine engine, long sent, Ledger.Outcome outcome, Duration took)
            throws IOException, InterruptedException {
        ProcessHandle process = engine.process()
                .orElseThrow(() -> new CliException("The process of " + engine.name() + " is not to be found."));
        Footprint footprint = Footprint.of(process);
        return new Stand(
                sent,
                Math.round(outcome.acknowledged() * 1000.0 / took.toMillis()),
                LiveHeap.megabytes(process),
                footprint.megabytes(),
                footprint.threads(),
                outcome.lost());
    }

    private static String describe(Stand stand) {
        return String.format(
                Locale.ROOT,
                "%,d messages: %.0f msg/s, %d MB of the heap live, %d MB resident, %d threads, %d lost",
                stand.messages(),
                stand.messagesPerSecond(),
                stand.heap(),
                stand.memory(),
                stand.threads(),
                stand.lost());
    }

    /** The figures as a Markdown table. */
    static String table(List<Stand> stands, String machine) {
        StringBuilder table = new StringBuilder(machine)
                .append("\n\n| messages | msg/s | live heap, MB | resident, MB | threads | lost |\n")
                .append("| --- | --- | --- | --- | --- | --- |\n");
        for (Stand stand : stands) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %,d | %,d | %d | %d |%n",
                    stand.messages(),
                    stand.messagesPerSecond(),
                    stand.heap(),
                    stand.memory(),
                    stand.threads(),
                    stand.lost()));
        }
        return table.toString();
    }
}
