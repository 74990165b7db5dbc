package hie.console.project;

import hie.console.message.TimeRange;
import hie.engine.check.StoredTraffic;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.Subject;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/** What the form of a comparison asks for. Not for several threads. */
public class CompareCriteria implements Serializable {

    private static final long serialVersionUID = 1L;

    /** So many messages that do not come out the same are shown. */
    static final int SHOWN = 20;

    private String subject;
    private int revision;
    private String item;
    private TimeRange range = TimeRange.LAST_WEEK;
    private LocalDateTime from;
    private LocalDateTime to;
    private int limit = 100;
    private String ignore;

    /** What of a project can be compared, as the form writes it. */
    static List<String> subjects(ProjectConfig project) {
        return project.documents().stream()
                .filter(document -> kind(document.kind()) != null)
                .map(document -> new Subject(kind(document.kind()), document.name()).toString())
                .distinct()
                .sorted()
                .toList();
    }

    private static Subject.Kind kind(ProjectDocument.Kind kind) {
        return switch (kind) {
            case RULES -> Subject.Kind.RULES;
            case TRANSFORM, SCRIPT, STYLESHEET -> Subject.Kind.TRANSFORM;
            default -> null;
        };
    }

    /**
     * What is compared.
     *
     * @throws IllegalArgumentException when nothing was chosen
     */
    Subject subject() {
        for (Subject.Kind kind : Subject.Kind.values()) {
            if (subject != null && subject.startsWith(kind.key() + " ")) {
                return new Subject(kind, subject.substring(kind.key().length() + 1));
            }
        }
        throw new IllegalArgumentException("Choose what is to be compared: a rule set or a transform");
    }

    /**
     * On which messages.
     *
     * @param clock tells now, and the time zone of {@code from} and {@code to}
     * @throws IllegalArgumentException naming what cannot be
     */
    StoredTraffic.Selection selection(Clock clock) {
        boolean isBetween = range == TimeRange.BETWEEN;
        return new StoredTraffic.Selection(
                item,
                isBetween ? instant(from, clock) : range.from(clock.instant()),
                isBetween ? instant(to, clock) : null,
                limit,
                SHOWN,
                ignored());
    }

    private static Instant instant(LocalDateTime local, Clock clock) {
        return local == null ? null : local.atZone(clock.getZone()).toInstant();
    }

    private List<String> ignored() {
        return ignore == null
                ? List.of()
                : Arrays.stream(ignore.split("[,\\s]+"))
                        .filter(path -> !path.isEmpty())
                        .toList();
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public int getRevision() {
        return revision;
    }

    public void setRevision(int revision) {
        this.revision = revision;
    }

    public String getItem() {
        return item;
    }

    public void setItem(String item) {
        this.item = item;
    }

    public TimeRange getRange() {
        return range;
    }

    /** No range counts as the usual one. */
    public void setRange(TimeRange range) {
        this.range = range == null ? TimeRange.LAST_WEEK : range;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTo() {
        return to;
    }

    public void setTo(LocalDateTime to) {
        this.to = to;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public String getIgnore() {
        return ignore;
    }

    public void setIgnore(String ignore) {
        this.ignore = ignore;
    }
}
