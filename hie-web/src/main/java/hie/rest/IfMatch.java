package hie.rest;

import hie.engine.production.Projects;

/**
 * The revision from which a caller made a change, as the header {@code If-Match} names it: a number, quoted as in {@code ETag}, or
 * {@code *}.
 */
public final class IfMatch {

    private final int revision;

    private IfMatch(int revision) {
        this.revision = revision;
    }

    /** Reads the header; called by JAX-RS. */
    public static IfMatch valueOf(String header) {
        String text = header.strip();
        if (text.equals("*")) {
            return new IfMatch(Projects.NEWEST);
        }
        if (!text.matches("\"?[1-9][0-9]{0,8}\"?")) {
            throw new IllegalArgumentException("If-Match '" + header
                    + "' is no revision (expected: a number as the header ETag of the project has it)");
        }
        return new IfMatch(Integer.parseInt(text.replace("\"", "")));
    }

    /** The revision that a change was made from; the newest when the header is absent. */
    static int revision(IfMatch header) {
        return header == null ? Projects.NEWEST : header.revision;
    }
}
