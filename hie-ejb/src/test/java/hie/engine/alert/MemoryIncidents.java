package hie.engine.alert;

import hie.store.incident.Incident;
import hie.store.incident.IncidentRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps incidents in memory. */
final class MemoryIncidents extends IncidentRepository {

    final List<Incident> all = new ArrayList<>();

    @Override
    public void add(Incident incident) {
        all.add(incident);
    }

    @Override
    public Optional<Incident> find(UUID id) {
        return all.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    @Override
    public List<Incident> open() {
        return all.stream().filter(Incident::isOpen).toList();
    }
}
