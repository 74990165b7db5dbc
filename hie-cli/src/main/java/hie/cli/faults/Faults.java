package hie.cli.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The faults of the suite. */
final class Faults {

    private static final int SMALL_QUEUE = 40;
    private static final Duration JUMP_AHEAD = Duration.ofHours(2);
    private static final Duration JUMP_BACK = Duration.ofHours(-1);

    private static final List<Fault> ALL = List.of(
            new Fault("none", "nothing goes wrong", Site.EMBEDDED, Trial::hold),
            new Fault("engine-killed", "kill -9 of the engine at a random moment", Site.EMBEDDED, Faults::killEngine),
            new Fault("destination-gone", "nobody listens at the destination", Site.EMBEDDED, trial -> {
                trial.destination().vanish();
                trial.hold();
                trial.destination().returnHome();
            }),
            new Fault(
                    "destination-hangs",
                    "the destination's machine takes connections, nobody reads (half-open)",
                    Site.EMBEDDED,
                    trial -> {
                        trial.destination().hang();
                        trial.hold();
                        trial.destination().wake();
                    }),
            misbehaving("destination-silent", "the destination reads and does not answer", Behaviour.IS_SILENT),
            misbehaving("destination-slow", "the destination answers after 0.9 s", Behaviour.IS_SLOW),
            misbehaving("destination-resets", "the destination resets each connection", Behaviour.RESETS),
            misbehaving("destination-cuts", "the destination sends half an answer", Behaviour.CUTS_SHORT),
            misbehaving("destination-garbage", "the destination answers no HL7", Behaviour.ANSWERS_GARBAGE),
            misbehaving("destination-noise", "the destination answers no MLLP", Behaviour.ANSWERS_NOISE),
            misbehaving(
                    "destination-wrong-id", "the destination acknowledges another message", Behaviour.ANSWERS_WRONG_ID),
            new Fault(
                    "reconnect-storm",
                    "a thousand connections a second, half of them cut in a message",
                    Site.EMBEDDED,
                    trial -> intruder(trial).reconnects()),
            new Fault(
                    "slowloris",
                    "200 peers that send a byte now and then",
                    Site.EMBEDDED,
                    trial -> intruder(trial).slowloris()),
            new Fault(
                    "malformed",
                    "random bytes, in blocks and without",
                    Site.EMBEDDED,
                    trial -> intruder(trial).noise(trial.moments())),
            new Fault(
                    "endless",
                    "messages that never end",
                    Site.EMBEDDED,
                    trial -> intruder(trial).endless()),
            full("queue-blocks", "a full queue, whose senders wait", "block", false),
            full("queue-rejects", "a full queue, which turns messages away", "reject_new", false),
            full("queue-drops", "a full queue, which drops the oldest", "drop_oldest", true),
            new Fault("disk-full", "no byte more can be written", Site.SMALL_DISK, trial -> {
                SmallDisk disk = (SmallDisk) trial.grounds();
                disk.fill();
                trial.hold();
                disk.free();
            }),
            new Fault("database-killed", "PostgreSQL is killed, and away for a while", Site.POSTGRESQL, trial -> {
                PostgresServer database = (PostgresServer) trial.grounds();
                database.kill();
                trial.hold();
                database.start();
            }),
            new Fault("clock-jumps", "the wall clock jumps ahead two hours, and back three", Site.SHIMMED, trial -> {
                Shim shim = (Shim) trial.grounds();
                shim.moveClock(JUMP_AHEAD);
                trial.hold();
                shim.moveClock(JUMP_BACK);
                trial.hold();
                shim.moveClock(Duration.ZERO);
            }),
            new Fault("power-cut", "what was written and not synced is gone", Site.SHIMMED, trial -> {
                trial.lurk();
                ((Shim) trial.grounds()).cutPower(trial.server());
                trial.isOver();
                trial.server().start();
            }));

    private Faults() {}

    static List<Fault> all() {
        return ALL;
    }

    private static void killEngine(Trial trial) throws IOException, InterruptedException {
        trial.lurk();
        trial.server().kill();
        trial.isOver();
        trial.server().start();
    }

    private static Intruder intruder(Trial trial) {
        return new Intruder(trial.port(), trial.holds());
    }

    private static Fault misbehaving(String name, String what, Behaviour behaviour) {
        return new Fault(name, what, Site.EMBEDDED, misbehaves(behaviour));
    }

    private static Fault full(String name, String what, String strategy, boolean mayDrop) {
        String settings = "  QueueSize: " + SMALL_QUEUE + "\n  OverflowStrategy: " + strategy + "\n"
                + (strategy.equals("block") ? "  BlockTimeout: 2\n" : "");
        return new Fault(name, what, Site.EMBEDDED, settings, mayDrop, misbehaves(Behaviour.IS_SILENT));
    }

    private static Fault.Strike misbehaves(Behaviour behaviour) {
        return trial -> {
            trial.destination().behave(behaviour);
            trial.hold();
            trial.destination().behave(Behaviour.ANSWERS);
        };
    }
}
