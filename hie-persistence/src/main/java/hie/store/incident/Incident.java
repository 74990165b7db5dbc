package hie.store.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Something about an item that needs attention. It is opened once, follows what is measured, may be acknowledged, and is
 * resolved when the cause is gone; a resolved one never opens again, the next trouble is a new incident.
 */
@Entity
@Table(name = "incident")
public class Incident {

    private static final int MAX_TEXT = 1000;

    @Id
    private UUID id;

    @Column(name = "open_key", length = 250)
    private String openKey;

    @Column(nullable = false, length = 160)
    private String project;

    @Column(nullable = false, length = 64)
    private String item;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    private IncidentKind kind;

    @Column(nullable = false, length = MAX_TEXT)
    private String text;

    @Column(nullable = false)
    private double measured;

    @Column(nullable = false)
    private double worst;

    @Column(nullable = false)
    private double threshold;

    @Column(name = "opened_at", nullable = false)
    private Instant openedAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    @Column(nullable = false, length = MAX_TEXT)
    private String resolution = "";

    @Column(name = "acknowledged_at")
    private Instant acknowledgedAt;

    @Column(name = "acknowledged_by", nullable = false, length = 128)
    private String acknowledgedBy = "";

    @Column(nullable = false, length = MAX_TEXT)
    private String note = "";

    @Version
    private int version;

    protected Incident() {}

    /**
     * Opens an incident.
     *
     * @param project {@code workspace/project}
     * @param text what is the matter, without content of any message
     * @param measured the value that opened it
     * @param threshold the setting's value that it reached
     */
    public Incident(
            UUID id,
            String project,
            String item,
            IncidentKind kind,
            String text,
            double measured,
            double threshold,
            Instant now) {
        this.id = Objects.requireNonNull(id, "id");
        this.project = Objects.requireNonNull(project, "project");
        this.item = Objects.requireNonNull(item, "item");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.openKey = openKey(project, item, kind);
        this.text = shorten(text);
        this.measured = measured;
        this.worst = measured;
        this.threshold = threshold;
        this.openedAt = now;
        this.updatedAt = now;
    }

    /** What at most one open incident has. */
    public static String openKey(String project, String item, IncidentKind kind) {
        return project + "/" + item + "|" + kind;
    }

    /** The trouble goes on: what is the matter now. A value that has not changed changes nothing. */
    public void update(String newText, double newMeasured, double newThreshold, boolean isWorse, Instant now) {
        requireOpen();
        if (newMeasured == measured && newThreshold == threshold && text.equals(shorten(newText))) {
            return;
        }
        text = shorten(newText);
        measured = newMeasured;
        threshold = newThreshold;
        worst = isWorse ? newMeasured : worst;
        updatedAt = now;
    }

    /** The cause is gone. */
    public void resolve(String why, Instant now) {
        requireOpen();
        openKey = null;
        resolution = shorten(why);
        resolvedAt = now;
        updatedAt = now;
    }

    /** Somebody has taken note; a later acknowledgement takes the place of an earlier one. */
    public void acknowledge(String user, String newNote, Instant now) {
        acknowledgedBy = Objects.requireNonNull(user, "user");
        note = shorten(newNote);
        acknowledgedAt = now;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("Incident " + id + " is resolved");
        }
    }

    private static String shorten(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }

    public UUID id() {
        return id;
    }

    public String project() {
        return project;
    }

    public String item() {
        return item;
    }

    public IncidentKind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public double measured() {
        return measured;
    }

    /** The worst value that was measured while it was open. */
    public double worst() {
        return worst;
    }

    public double threshold() {
        return threshold;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Optional<Instant> resolvedAt() {
        return Optional.ofNullable(resolvedAt);
    }

    /** Why it is over; empty while it is open. */
    public String resolution() {
        return resolution;
    }

    public Optional<Instant> acknowledgedAt() {
        return Optional.ofNullable(acknowledgedAt);
    }

    /** Who took note of it; empty when nobody has. */
    public String acknowledgedBy() {
        return acknowledgedBy;
    }

    public String note() {
        return note;
    }

    @Override
    public String toString() {
        return "Incident[" + id + " " + kind + " of " + project + "/" + item + (isOpen() ? " open]" : " resolved]");
    }
}
