package hie.engine.alert;

import hie.store.incident.Incident;
import hie.store.incident.IncidentRepository;
import hie.store.incident.UntoldNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps incidents in memory. */
final class MemoryIncidents extends IncidentRepository {

    final List<Incident> all = new ArrayList<>();
    final List<UntoldNotice> untold = new ArrayList<>();

    @Override
    public void add(Incident incident) {
        all.add(incident);
    }

    @Override
    public void add(UntoldNotice notice) {
        untold.add(notice);
    }

    @Override
    public List<UntoldNotice> untold(String channel) {
        return untold.stream()
                .filter(notice -> notice.key().channel().equals(channel))
                .toList();
    }

    @Override
    public void told(UntoldNotice.Key told) {
        untold.removeIf(notice -> notice.key().equals(told));
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
