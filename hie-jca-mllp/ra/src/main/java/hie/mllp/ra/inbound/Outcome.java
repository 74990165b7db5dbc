package hie.mllp.ra.inbound;

import hie.mllp.MllpReply;

/** What became of one message that was given to the endpoint. */
sealed interface Outcome {

    /** Known to be stored. */
    record Stored(MllpReply reply) implements Outcome {}

    /** The endpoint took it, but its transaction did not commit. */
    record RolledBack(MllpReply reply, String reason) implements Outcome {}

    /** The endpoint could not be reached or threw. */
    record Failed(Throwable cause) implements Outcome {

        /** The kinds of exception only: texts of foreign exceptions may quote the message. */
        String reason() {
            StringBuilder kinds = new StringBuilder(cause.getClass().getSimpleName());
            int depth = 0;
            for (Throwable t = cause.getCause(); t != null && depth < 5; t = t.getCause()) {
                kinds.append(" caused by ").append(t.getClass().getSimpleName());
                depth++;
            }
            return kinds.toString();
        }
    }
}
