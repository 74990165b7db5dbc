package hie.engine.script;

/** Ends a script. An error, not an exception: no {@code catch} or {@code finally} of a script gets to see it. */
final class LimitExceeded extends Error {

    private static final long serialVersionUID = 1L;

    LimitExceeded(String what) {
        super(what, null, false, false);
    }
}
