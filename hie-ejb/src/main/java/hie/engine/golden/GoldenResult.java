package hie.engine.golden;

import java.util.List;

/**
 * How a case came out.
 *
 * @param name the case's
 * @param subject what was tried; empty when the case cannot be read
 * @param fault why it is faulty, without content of the message; empty when it is not
 * @param differences empty unless it failed
 * @param accepted the case's text with what came out as its expectation; empty when it is faulty
 */
public record GoldenResult(
        String name, String subject, Verdict verdict, String fault, List<Difference> differences, String accepted) {

    /** What there is to say of a case. */
    public enum Verdict {
        /** All as expected. */
        PASSED,
        /** Something is different. */
        FAILED,
        /** It does not say yet what is expected. */
        OPEN,
        /** It cannot be read, or what it tries cannot be run. */
        FAULTY
    }

    public GoldenResult {
        differences = List.copyOf(differences);
    }

    /** Whether nothing needs to be done about it. */
    public boolean isPassed() {
        return verdict == Verdict.PASSED;
    }

    /** What came of it only: values and text may tell who the patient is. */
    @Override
    public String toString() {
        return "GoldenResult[" + name + " " + verdict + "]";
    }
}
