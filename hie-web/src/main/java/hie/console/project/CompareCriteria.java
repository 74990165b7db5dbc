package hie.console.project;

import hie.console.message.TimeRange;
import hie.console.message.TimeSpan;
import hie.engine.check.StoredTraffic;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.Subject;
import java.io.Serializable;
import java.time.Clock;
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
    private final TimeSpan time = new TimeSpan(TimeRange.LAST_WEEK);
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
     * @param clock tells now, and the time zone in which chosen times are meant
     * @throws IllegalArgumentException naming what cannot be
     */
    StoredTraffic.Selection selection(Clock clock) {
        return new StoredTraffic.Selection(item, time.earliest(clock), time.latest(clock), limit, SHOWN, ignored());
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

    public TimeSpan getTime() {
        return time;
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
