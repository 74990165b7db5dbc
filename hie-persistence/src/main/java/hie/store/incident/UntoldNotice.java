package hie.store.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** Something that is still to be told of an incident, through one channel; it is gone as soon as it was told, or given up. */
@Entity
@Table(name = "incident_notice")
public class UntoldNotice {

    /**
     * Incident, event and channel.
     *
     * @param event what happened: a word of at most 10 letters
     * @param channel the channel's name, at most 300 characters
     */
    @Embeddable
    public record Key(
            @Column(name = "incident") UUID incident,
            @Column(name = "event") String event,
            @Column(name = "channel") String channel)
            implements Serializable {}

    @EmbeddedId
    private Key key;

    protected UntoldNotice() {}

    public UntoldNotice(Key key) {
        this.key = key;
    }

    public Key key() {
        return key;
    }
}
