package hie.engine.bpl;

import hie.api.host.CallOutcome;
import hie.engine.bpl.CompiledProcess.Doing;
import hie.engine.expression.Expression;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How a process waits. Its worker waits with it; an item that stops interrupts it, and the message goes back to its queue. */
final class Waiting {

    /** Longer waits would keep the messages behind for too long. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private Waiting() {}

    /** A time that an expression says, in seconds or as {@code PT5S}; without one the item's CallTimeout. */
    static Duration time(Expression expression, ProcessRun run) {
        if (expression == null) {
            return run.site().callTimeout();
        }
        String text = expression.value(run.scope()).strip();
        Duration time = parsed(text);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalStateException(
                    "a process waits at most " + LONGEST.toMinutes() + " min, and not for '" + text + "'");
        }
        return time;
    }

    private static Duration parsed(String text) {
        try {
            return text.startsWith("P") || text.startsWith("-")
                    ? Duration.parse(text)
                    : Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalStateException("'" + text + "' is no time (expected: seconds, or for example PT5S)", e);
        }
    }

    static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /**
     * Waits for calls, at most so long for all of them together, and takes their replies in the order in which they are named.
     *
     * @param replies what is done with each reply
     */
    static void forAll(List<String> calls, Duration time, Map<String, Doing> replies, ProcessRun run) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        boolean timedOut = false;
        for (String call : calls) {
            Optional<CallOutcome> outcome = run.await(call, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (outcome.isPresent()) {
                boolean replied = run.take(outcome.get());
                timedOut |= !replied;
                if (replied) {
                    replies.get(call).act(run);
                }
            }
        }
        run.scope().set(ProcessRun.TIMED_OUT, timedOut ? "1" : "0");
    }
}
