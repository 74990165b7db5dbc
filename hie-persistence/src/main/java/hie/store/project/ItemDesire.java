package hie.store.project;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** What an operator wants of one item, where that differs from "running while the project runs". */
@Entity
@Table(name = "item_desire")
public class ItemDesire {

    /** What an operator may want. */
    public enum Desire {
        STOPPED,
        PAUSED
    }

    /** Project and item. */
    @Embeddable
    public record Key(
            @Column(name = "project_id") UUID projectId,
            @Column(name = "item") String item) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 16)
    private Desire desire;

    @Version
    private int version;

    protected ItemDesire() {}

    public ItemDesire(UUID projectId, String item, Desire desire) {
        this.key = new Key(projectId, item);
        this.desire = Objects.requireNonNull(desire, "desire");
    }

    public String item() {
        return key.item();
    }

    public Desire desire() {
        return desire;
    }

    /** Wants something else from now on. */
    public void change(Desire newDesire) {
        desire = Objects.requireNonNull(newDesire, "desire");
    }
}
