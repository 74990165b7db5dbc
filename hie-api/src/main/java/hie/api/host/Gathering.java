package hie.api.host;

import java.time.Duration;
import java.util.List;

/** Several calls that are under way at the same time; used by the thread that made them, until its host returns. */
public interface Gathering {

    /**
     * Waits until every call has its outcome, or the time is over. What is there by then is there: a call without a reply has its
     * failure as outcome, and the others their replies. It may be asked again, for those that were late.
     *
     * @param timeout for all of them together; zero to see what has come so far
     * @return one outcome a call, in the order of the calls
     */
    List<CallOutcome> gather(Duration timeout) throws InterruptedException;
}
