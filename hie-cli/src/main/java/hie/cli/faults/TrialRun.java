package hie.cli.faults;

import hie.cli.CliException;
import hie.cli.local.Footprint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One trial from its first message to its verdict: senders start, the fault strikes and is mended, the engine recovers, the senders
 * stop, everything drains, the history is judged.
 */
final class TrialRun {

    private static final int SENDERS = 8;
    private static final int BEFORE_THE_FAULT = 20;
    private static final int AFTER_THE_FAULT = 10;
    private static final int MOST_NEW_THREADS = 200;
    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final double SECOND = 1e9;

    private final Stand stand;
    private final Fault fault;
    private final int number;
    private final History history = new History();
    private final List<Sender> senders;
    private final List<String> complaints = new ArrayList<>();
    private final Instant began = Instant.now();
    private Map<String, Set<String>> kept = new HashMap<>();

    TrialRun(Stand stand, Fault fault, int number) {
        this.stand = stand;
        this.fault = fault;
        this.number = number;
        this.senders = IntStream.rangeClosed(1, SENDERS)
                .mapToObj(key -> new Sender(number, key, stand.servicePort(), PACE, history))
                .toList();
    }

    /**
     * Runs it.
     *
     * @param holds how long the fault lasts
     * @throws CliException when nothing could be tried, because messages do not even flow before the fault
     */
    Outcome run(Duration holds, Random moments) throws IOException, InterruptedException {
        stand.apply(fault);
        stand.destination().tell(history);
        senders.forEach(Sender::start);
        Double recovery;
        Footprint before;
        try {
            if (awaitAcknowledged(BEFORE_THE_FAULT, System.nanoTime()) == null) {
                throw new CliException("Before the fault " + fault.name() + " messages do not flow.");
            }
            before = stand.footprint();
            Trial trial = new Trial(stand, holds, moments);
            fault.strike().at(trial);
            recovery = awaitAcknowledged(AFTER_THE_FAULT, trial.over() == 0 ? System.nanoTime() : trial.over());
            if (recovery == null) {
                complaints.add("not every sender was served again within " + PATIENCE.toSeconds() + " s");
            }
        } finally {
            stopSenders();
        }
        Double drained = awaitDrained();
        Footprint after = stand.footprint();
        if (after.threads() > before.threads() + MOST_NEW_THREADS) {
            complaints.add("the engine had " + before.threads() + " threads before and has " + after.threads());
        }
        HistoryCheck.Verdict verdict = new HistoryCheck(fault.mayDrop()).judge(history.events(), kept);
        return Outcome.of(fault, number, verdict, recovery, drained, before, after, complaints);
    }

    /** Writes what happened to a file. */
    void write(Path file) throws IOException {
        history.write(file);
    }

    private void stopSenders() throws InterruptedException {
        senders.forEach(Sender::askToStop);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Sender sender : senders) {
            if (!sender.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                complaints.add("a sender still waits for the acknowledgement of its last message");
            }
        }
    }

    /** Seconds since a time until every sender has so many more acknowledgements; null when that does not happen. */
    private Double awaitAcknowledged(int more, long since) throws InterruptedException {
        int[] goals = IntStream.rangeClosed(1, SENDERS)
                .map(key -> history.acknowledged(key) + more)
                .toArray();
        return secondsUntil(
                since,
                () -> IntStream.rangeClosed(1, SENDERS).allMatch(key -> history.acknowledged(key) >= goals[key - 1]));
    }

    private Double awaitDrained() throws InterruptedException {
        Double drained = secondsUntil(System.nanoTime(), this::isDrained);
        if (drained == null) {
            complaints.add("not everything was delivered and kept within " + PATIENCE.toSeconds() + " s");
        }
        return drained;
    }

    private boolean isDrained() {
        try {
            if (stand.queued() > 0) {
                return false;
            }
            kept = stand.kept(began);
            return new HistoryCheck(fault.mayDrop())
                    .judge(history.events(), kept)
                    .isComplete();
        } catch (IOException | CliException notNow) {
            return false;
        }
    }

    private static Double secondsUntil(long since, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return null;
            }
            Thread.sleep(POLL);
        }
        return Math.round((System.nanoTime() - since) / SECOND * 10) / 10.0;
    }
}
