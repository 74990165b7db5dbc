package hie.engine.check;

import hie.engine.golden.Difference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a candidate makes of stored messages, beside what the deployed version makes of the same.
 *
 * @param same of so many both make the same; that both fail alike is the same
 * @param different of so many they make something different, or the deployed version fails
 * @param failed with so many the candidate fails, and the deployed version does not, or not so
 * @param absent of so many the warehouse has no content any more
 * @param complete {@code false} when time ran out before all were tried
 * @param changed the first that are not the same, newest first
 */
public record Comparison(int same, int different, int failed, int absent, boolean complete, List<Changed> changed) {

    /** A message of which both do not make the same, and where: the first places, long values cut. */
    public record Changed(UUID message, Instant created, List<Difference> differences) {
        public Changed {
            differences = List.copyOf(differences);
        }
    }

    public Comparison {
        changed = List.copyOf(changed);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Comparison[" + same + " same, " + different + " different, " + failed + " failed]";
    }
}
