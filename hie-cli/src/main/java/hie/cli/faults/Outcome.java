package hie.cli.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import hie.cli.local.Footprint;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one trial.
 *
 * @param recoverySeconds from the end of the fault until every sender was served again; null when that did not happen
 * @param drainedSeconds from the end of the sending until everything acknowledged was delivered and kept; null likewise
 * @param violations broken promises, a sentence each
 */
@JsonPropertyOrder({"fault", "trial", "violations"})
record Outcome(
        String fault,
        int trial,
        int sent,
        int acknowledged,
        int refused,
        int delivered,
        int duplicates,
        int dropped,
        @JsonProperty("recovery_s") Double recoverySeconds,
        @JsonProperty("drained_s") Double drainedSeconds,
        @JsonProperty("memory_before_mb") long memoryBefore,
        @JsonProperty("memory_after_mb") long memoryAfter,
        @JsonProperty("threads_before") int threadsBefore,
        @JsonProperty("threads_after") int threadsAfter,
        List<String> violations) {

    static Outcome of(
            Fault fault,
            int trial,
            HistoryCheck.Verdict verdict,
            Double recoverySeconds,
            Double drainedSeconds,
            Footprint before,
            Footprint after,
            List<String> complaints) {
        List<String> violations = new ArrayList<>(complaints);
        violations.addAll(verdict.violations());
        return new Outcome(
                fault.name(),
                trial,
                verdict.sent(),
                verdict.acknowledged(),
                verdict.refused(),
                verdict.delivered(),
                verdict.duplicates(),
                verdict.dropped(),
                recoverySeconds,
                drainedSeconds,
                before.megabytes(),
                after.megabytes(),
                before.threads(),
                after.threads(),
                List.copyOf(violations));
    }
}
