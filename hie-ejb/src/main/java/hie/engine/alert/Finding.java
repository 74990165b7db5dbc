package hie.engine.alert;

import hie.store.incident.IncidentKind;

/**
 * What one rule says of one item at one moment.
 *
 * @param measured the value looked at, in the setting's unit
 * @param threshold the setting's value
 * @param text what is the matter, without content of any message; why it is over, when it is
 */
record Finding(IncidentKind kind, Level level, double measured, double threshold, String text) {

    /** How it stands. */
    enum Level {
        /** The limit is reached: an incident opens, or goes on. */
        REACHED,
        /** Below the limit, but not far enough: an open incident goes on, none opens. */
        NEAR,
        /** All is well: an open incident is resolved. */
        CLEAR
    }

    static Finding clear(IncidentKind kind, String why) {
        return new Finding(kind, Level.CLEAR, 0, 0, why);
    }
}
