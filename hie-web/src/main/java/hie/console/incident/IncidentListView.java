package hie.console.incident;

import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.alert.Incidents;
import hie.store.incident.Incident;
import hie.store.incident.IncidentRepository;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/** What needs attention now, and what was resolved lately. */
@Named
@ViewScoped
public class IncidentListView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int RESOLVED_SHOWN = 50;

    @Inject
    Incidents incidents;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private transient List<Incident> open;
    private transient List<Incident> resolved;

    /** Reads the incidents anew. */
    public void refresh() {
        open = incidents.newest(IncidentRepository.State.OPEN, null, IncidentRepository.LIMIT);
        resolved = incidents.newest(IncidentRepository.State.RESOLVED, null, RESOLVED_SHOWN);
    }

    /** Notes that the caller has taken note. */
    @Allowed(Right.OPERATE)
    public void acknowledge(UUID id) {
        incidents.acknowledge(id, caller.getName(), "");
        notices.done("incident.noted");
        refresh();
    }

    public List<Incident> getOpen() {
        if (open == null) {
            refresh();
        }
        return open;
    }

    public List<Incident> getResolved() {
        if (resolved == null) {
            refresh();
        }
        return resolved;
    }
}
