package hie.store.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps incidents. Every method runs in its caller's transaction. */
@ApplicationScoped
public class IncidentRepository {

    /** The longest list that {@link #newest} gives. */
    public static final int LIMIT = 1000;

    @PersistenceContext(unitName = "hie")
    EntityManager entities;

    /** Which incidents are wanted. */
    public enum State {
        OPEN,
        RESOLVED,
        ALL
    }

    /** Adds an incident; the database refuses a second open one of the same kind and item. */
    public void add(Incident incident) {
        entities.persist(incident);
    }

    public Optional<Incident> find(UUID id) {
        return Optional.ofNullable(entities.find(Incident.class, id));
    }

    /** All that are open, oldest first. */
    public List<Incident> open() {
        return entities.createQuery(
                        "select i from Incident i where i.openKey is not null order by i.openedAt", Incident.class)
                .getResultList();
    }

    /**
     * Incidents, newest first.
     *
     * @param project {@code workspace/project}, or {@code null} for all
     * @param limit the most that are wanted, 1 to {@value #LIMIT}
     */
    public List<Incident> newest(State state, String project, int limit) {
        if (limit < 1 || limit > LIMIT) {
            throw new IllegalArgumentException("A list holds 1 to " + LIMIT + " incidents, not " + limit);
        }
        String states = switch (state) {
            case OPEN -> " and i.openKey is not null";
            case RESOLVED -> " and i.openKey is null";
            case ALL -> "";
        };
        var query = entities.createQuery(
                "select i from Incident i where 1 = 1" + states + (project == null ? "" : " and i.project = :project")
                        + " order by i.openedAt desc, i.id",
                Incident.class);
        if (project != null) {
            query.setParameter("project", project);
        }
        return query.setMaxResults(limit).getResultList();
    }

    /** Keeps that something of an incident, which is kept already, is still to be told. */
    public void add(UntoldNotice notice) {
        entities.persist(notice);
    }

    /** What is still to be told through a channel. */
    public List<UntoldNotice> untold(String channel) {
        return entities.createQuery("select n from UntoldNotice n where n.key.channel = :channel", UntoldNotice.class)
                .setParameter("channel", channel)
                .getResultList();
    }

    /** It was told, or given up; nothing happens when that is known already. */
    public void told(UntoldNotice.Key notice) {
        entities.createQuery("delete from UntoldNotice n where n.key.incident = :incident and n.key.event = :event"
                        + " and n.key.channel = :channel")
                .setParameter("incident", notice.incident())
                .setParameter("event", notice.event())
                .setParameter("channel", notice.channel())
                .executeUpdate();
    }

    /** Deletes what was resolved before a time; returns how many. */
    public int purge(Instant before) {
        return entities.createQuery("delete from Incident i where i.resolvedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
