package hie.engine.desk;

import java.util.List;
import java.util.UUID;

/**
 * What a correction would do to suspended messages.
 *
 * @param messages how many there are
 * @param changed how many it changes
 * @param failed how many it cannot be made on; while there are any, none is sent again
 * @param failures the first {@value #MOST_FAILURES} of these
 */
public record CorrectionTrial(int messages, int changed, int failed, List<Failure> failures) {

    static final int MOST_FAILURES = 20;

    /**
     * A message that cannot be corrected so.
     *
     * @param id of its stay on the error queue
     * @param why without content of the message
     */
    public record Failure(UUID id, String why) {}

    public CorrectionTrial {
        failures = List.copyOf(failures);
    }
}
