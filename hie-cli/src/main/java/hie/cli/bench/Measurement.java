package hie.cli.bench;

import hie.cli.local.Footprint;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is done to each engine: it starts, is warmed, and is loaded by one number of connections after the other.
 *
 * @param traffic what is sent
 * @param firstLoad load on an engine that has just started, not measured, in seconds
 * @param warmUp load before each measured window, in seconds
 * @param seconds length of each measured window
 */
record Measurement(List<Integer> connections, Load.Traffic traffic, int firstLoad, int warmUp, int seconds) {

    private static final int FIRST_LOAD_CONNECTIONS = 8;

    Measurement {
        connections = List.copyOf(connections);
    }

    /** Measures an engine; what each number of connections gave. */
    Map<Integer, Measured> of(Engine engine, Consumer<String> progress) throws IOException, InterruptedException {
        Map<Integer, Measured> results = new LinkedHashMap<>();
        try (Sink sink = new Sink()) {
            int port = engine.start(sink.port());
            int run = 1;
            if (firstLoad > 0) {
                Ledger unmeasured = new Ledger(run++, FIRST_LOAD_CONNECTIONS);
                sink.tell(unmeasured);
                new Load(port, FIRST_LOAD_CONNECTIONS, new Load.Traffic(traffic.size(), 0), unmeasured)
                        .run(Duration.ZERO, Duration.ofSeconds(firstLoad));
            }
            for (int count : connections) {
                Ledger ledger = new Ledger(run++, count);
                sink.tell(ledger);
                engine.burden();
                Duration before = engine.cpu();
                Ledger.Outcome outcome = new Load(port, count, traffic, ledger)
                        .run(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
                Duration cpu = engine.cpu().minus(before);
                String burden = engine.relieve();
                Footprint after = engine.process().map(Footprint::of).orElse(Footprint.NONE);
                Measured measured = new Measured(outcome, cpu, after, engine.startTime());
                progress.accept(measured.describe(engine.name(), count, burden));
                results.put(count, measured);
            }
        } finally {
            engine.stop();
        }
        return results;
    }
}
