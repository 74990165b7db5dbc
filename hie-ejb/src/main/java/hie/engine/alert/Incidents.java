package hie.engine.alert;

import hie.api.message.MessageIds;
import hie.engine.item.ItemKey;
import hie.store.incident.Incident;
import hie.store.incident.IncidentRepository;
import hie.store.incident.UntoldNotice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The incidents: opened once, followed, acknowledged, resolved. Each method is one transaction. */
@ApplicationScoped
@Transactional
public class Incidents {

    @Inject
    IncidentRepository repository;

    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected Incidents() {}

    Incidents(IncidentRepository repository) {
        this.repository = repository;
    }

    /**
     * Makes the incidents fit what was found.
     *
     * @param findings of every deployed item; an incident of any other item is resolved
     * @param channels through which people are to hear of it: it is kept until they have been {@link #told}
     * @return what was opened and resolved by it
     */
    List<IncidentNotice> record(Map<ItemKey, List<Finding>> findings, Collection<NoticeChannel> channels, Instant now) {
        Map<String, Incident> open = new HashMap<>();
        repository.open().forEach(incident -> open.put(key(incident), incident));
        List<IncidentNotice> notices = new ArrayList<>();
        findings.forEach((item, all) -> all.forEach(finding -> {
            Incident known = open.remove(Incident.openKey(item.projectPath(), item.item(), finding.kind()));
            (known == null ? opened(item, finding, now) : followed(known, finding, now)).ifPresent(notices::add);
        }));
        open.values().forEach(left -> notices.add(resolved(left, "the item is no longer deployed", now)));
        notices.forEach(notice -> channels.stream()
                .filter(channel -> channel.takes(notice))
                .forEach(channel -> repository.add(new UntoldNotice(key(notice, channel)))));
        return notices;
    }

    private static UntoldNotice.Key key(IncidentNotice notice, NoticeChannel channel) {
        return new UntoldNotice.Key(notice.incident(), notice.event().name(), channel.name());
    }

    /** What is still to be told through a channel, be it from before the engine was started; what happened first comes first. */
    List<IncidentNotice> untold(NoticeChannel channel) {
        return repository.untold(channel.name()).stream()
                .map(UntoldNotice::key)
                .flatMap(key -> repository.find(key.incident()).map(incident -> notice(key, incident)).stream())
                .sorted(Comparator.comparing(IncidentNotice::at))
                .toList();
    }

    private static IncidentNotice notice(UntoldNotice.Key key, Incident incident) {
        return switch (IncidentNotice.Event.valueOf(key.event())) {
            case OPENED -> IncidentNotice.opened(incident);
            case RESOLVED -> IncidentNotice.resolved(incident);
        };
    }

    /** People have been told through a channel, or that is given up. */
    void told(IncidentNotice notice, NoticeChannel channel) {
        repository.told(key(notice, channel));
    }

    private static String key(Incident incident) {
        return Incident.openKey(incident.project(), incident.item(), incident.kind());
    }

    private Optional<IncidentNotice> opened(ItemKey item, Finding finding, Instant now) {
        if (finding.level() != Finding.Level.REACHED) {
            return Optional.empty();
        }
        Incident incident = new Incident(
                MessageIds.next(),
                item.projectPath(),
                item.item(),
                finding.kind(),
                finding.text(),
                finding.measured(),
                finding.threshold(),
                now);
        repository.add(incident);
        return Optional.of(IncidentNotice.opened(incident));
    }

    private static Optional<IncidentNotice> followed(Incident incident, Finding finding, Instant now) {
        if (finding.level() == Finding.Level.CLEAR) {
            return Optional.of(resolved(incident, finding.text(), now));
        }
        incident.update(finding.text(), finding.measured(), finding.threshold(), isWorse(incident, finding), now);
        return Optional.empty();
    }

    /** Fewer days to go are worse; of everything else, more is. */
    private static boolean isWorse(Incident incident, Finding finding) {
        return switch (finding.kind()) {
            case CERTIFICATE -> finding.measured() < incident.worst();
            case QUEUE_DEPTH, QUEUE_WAIT, ERROR, ERROR_RATE, INACTIVITY, DISCONNECTED ->
                finding.measured() > incident.worst();
        };
    }

    private static IncidentNotice resolved(Incident incident, String why, Instant now) {
        incident.resolve(why, now);
        return IncidentNotice.resolved(incident);
    }

    /** Incidents, newest first; see {@link IncidentRepository#newest}. */
    public List<Incident> newest(IncidentRepository.State state, String project, int limit) {
        return repository.newest(state, project, limit);
    }

    public Optional<Incident> find(UUID id) {
        return repository.find(id);
    }

    /** Notes that somebody has taken note; empty when there is no such incident. */
    public Optional<Incident> acknowledge(UUID id, String user, String note) {
        Optional<Incident> found = repository.find(id);
        found.ifPresent(incident -> incident.acknowledge(user, note, clock.instant()));
        found.ifPresent(incident -> AlertLog.LOG.acknowledged(id, user));
        return found;
    }

    /** How many are open. */
    public int open() {
        return repository.open().size();
    }

    /** Deletes what was resolved before a time; returns how many. */
    public int purge(Instant before) {
        return repository.purge(before);
    }
}
