package hie.store.project;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** An immutable, numbered snapshot of a project's whole configuration. */
@Entity
@Table(name = "revision")
public class Revision {

    /** Project and number. */
    @Embeddable
    public record Key(
            @Column(name = "project_id") UUID projectId,
            @Column(name = "number") int number) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private String content;

    @Column(nullable = false, updatable = false, length = 128)
    private String author;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    protected Revision() {}

    public Revision(UUID projectId, int number, String content, String author, Instant createdAt) {
        this.key = new Key(Objects.requireNonNull(projectId, "projectId"), number);
        this.content = Objects.requireNonNull(content, "content");
        this.author = Objects.requireNonNull(author, "author");
        this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    }

    public int number() {
        return key.number();
    }

    /** The configuration, as the engine wrote it. */
    public String content() {
        return content;
    }

    public String author() {
        return author;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
