package hie.engine.alert;

import hie.store.incident.Incident;
import hie.store.incident.IncidentKind;
import java.time.Instant;
import java.util.UUID;

/**
 * What people and machines are told of an incident.
 *
 * @param project {@code workspace/project}
 * @param text what is the matter; when it is over, why it is
 * @param at when it was opened or resolved
 */
record IncidentNotice(
        UUID incident,
        Event event,
        String project,
        String item,
        IncidentKind kind,
        String text,
        double measured,
        double threshold,
        Instant openedAt,
        Instant at) {

    /** What happened. */
    enum Event {
        OPENED,
        RESOLVED
    }

    static IncidentNotice opened(Incident incident) {
        return of(incident, Event.OPENED, incident.text(), incident.openedAt());
    }

    static IncidentNotice resolved(Incident incident) {
        return of(incident, Event.RESOLVED, incident.resolution(), incident.updatedAt());
    }

    private static IncidentNotice of(Incident incident, Event event, String text, Instant at) {
        return new IncidentNotice(
                incident.id(),
                event,
                incident.project(),
                incident.item(),
                incident.kind(),
                text,
                incident.measured(),
                incident.threshold(),
                incident.openedAt(),
                at);
    }

    /** One line for a log, or a subject. */
    String headline() {
        return project + "/" + item + ": " + kind + " " + event.name().toLowerCase(java.util.Locale.ROOT) + ": " + text;
    }

    /** A few lines for people. */
    String letter() {
        return headline() + "\n\nIncident  " + incident + "\nProject   " + project + "\nItem      " + item
                + "\nKind      " + kind + "\nOpened    " + openedAt
                + (event == Event.RESOLVED ? "\nResolved  " + at : "") + "\n";
    }
}
