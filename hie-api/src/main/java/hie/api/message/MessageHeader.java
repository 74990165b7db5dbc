package hie.api.message;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What is known of a message without opening its body. Immutable; a changed header is a new one.
 *
 * @param id the message's own identity, time-ordered
 * @param session the identity shared by all messages that one inbound message gave rise to
 * @param correlation the message this one answers, or {@code null}
 * @param causation the message whose processing created this one, or {@code null} for an inbound message
 * @param created when the envelope was made
 * @param source the item that sent it, as named in its project
 * @param target the item it is addressed to, or empty while it has not been sent
 * @param priority 0 (first) to 9 (last); 4 is normal
 * @param orderKey messages with the same key keep their order on the way through one item, or {@code null} for none
 * @param timeToLive how long after {@code created} it may still be delivered, or {@code null} for ever
 * @param contentType the media type of the body, for example {@code application/hl7-v2}
 * @param schemaName the schema the body claims to follow, for example {@code ADT_A01}, or empty
 * @param schemaVersion the version of that schema, for example {@code 2.5}, or empty
 * @param bodyClass the name of the class that gives the body its lazily parsed view, or empty
 * @param properties any further named values; keys and values never null
 */
public record MessageHeader(
        UUID id,
        UUID session,
        UUID correlation,
        UUID causation,
        Instant created,
        String source,
        String target,
        int priority,
        String orderKey,
        Duration timeToLive,
        String contentType,
        String schemaName,
        String schemaVersion,
        String bodyClass,
        Map<String, String> properties) {

    /** The priority of a message that was given none. */
    public static final int NORMAL_PRIORITY = 4;

    public MessageHeader {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(schemaName, "schemaName");
        Objects.requireNonNull(schemaVersion, "schemaVersion");
        Objects.requireNonNull(bodyClass, "bodyClass");
        if (priority < 0 || priority > 9) {
            throw new IllegalArgumentException("priority: " + priority + " (expected: 0 to 9, 0 first)");
        }
        if (timeToLive != null && timeToLive.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("timeToLive: " + timeToLive + " (expected: at least 1 ms)");
        }
        properties = Map.copyOf(properties);
    }

    /** Starts a new session: the header of a message that has just come in through {@code source}. */
    public static MessageHeader inbound(UUID id, Instant created, String source, String contentType) {
        return new MessageHeader(
                id,
                id,
                null,
                null,
                created,
                source,
                "",
                NORMAL_PRIORITY,
                null,
                null,
                contentType,
                "",
                "",
                "",
                Map.of());
    }

    /** The same message, addressed. */
    public MessageHeader to(String newTarget, String newOrderKey) {
        return changed(copy -> {
            copy.target = newTarget;
            copy.orderKey = newOrderKey;
        });
    }

    /** The same message, sent on by another item. */
    public MessageHeader sentBy(String newSource) {
        return changed(copy -> copy.source = newSource);
    }

    /** A new message caused by this one, in the same session, made by {@code newSource}. */
    public MessageHeader derive(UUID newId, Instant now, String newSource) {
        return changed(copy -> {
            copy.id = newId;
            copy.causation = id;
            copy.created = now;
            copy.source = newSource;
            copy.target = "";
            copy.orderKey = null;
        });
    }

    /** The same header at the beginning of a session of its own. */
    public MessageHeader beginningSession() {
        return changed(copy -> copy.session = id);
    }

    /** The same header with other schema facts. */
    public MessageHeader describedAs(String newSchemaName, String newSchemaVersion, String newBodyClass) {
        return changed(copy -> {
            copy.schemaName = newSchemaName;
            copy.schemaVersion = newSchemaVersion;
            copy.bodyClass = newBodyClass;
        });
    }

    /** The same header for a body of another media type. */
    public MessageHeader withContentType(String newContentType) {
        return changed(copy -> copy.contentType = newContentType);
    }

    /** The same header with another priority, 0 (first) to 9. */
    public MessageHeader withPriority(int newPriority) {
        return changed(copy -> copy.priority = newPriority);
    }

    /**
     * The same header with another time to live.
     *
     * @param newTimeToLive how long after {@link #created} it may still be delivered; {@code null} for ever
     */
    public MessageHeader withTimeToLive(Duration newTimeToLive) {
        return changed(copy -> copy.timeToLive = newTimeToLive);
    }

    /** When the message may no longer be delivered; empty when it always may. */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(timeToLive).map(created::plus);
    }

    /** The same header with one more property. */
    public MessageHeader withProperty(String name, String value) {
        return changed(copy -> {
            copy.properties = new LinkedHashMap<>(properties);
            copy.properties.put(name, value);
        });
    }

    /** The same header without a property. */
    public MessageHeader withoutProperty(String name) {
        return properties.containsKey(name)
                ? changed(copy -> {
                    copy.properties = new LinkedHashMap<>(properties);
                    copy.properties.remove(name);
                })
                : this;
    }

    private MessageHeader changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.header();
    }

    /** A property's value, if the message carries it. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    /** Identity and route only: property values may name patients. */
    @Override
    public String toString() {
        return "MessageHeader[" + id + " " + source + " -> " + target + " " + schemaName + "]";
    }

    /** A header in the making: everything of another one, until it is changed. */
    private static final class Copy {

        private UUID id;
        private UUID session;
        private final UUID correlation;
        private UUID causation;
        private Instant created;
        private String source;
        private String target;
        private int priority;
        private String orderKey;
        private Duration timeToLive;
        private String contentType;
        private String schemaName;
        private String schemaVersion;
        private String bodyClass;
        private Map<String, String> properties;

        Copy(MessageHeader header) {
            id = header.id;
            session = header.session;
            correlation = header.correlation;
            causation = header.causation;
            created = header.created;
            source = header.source;
            target = header.target;
            priority = header.priority;
            orderKey = header.orderKey;
            timeToLive = header.timeToLive;
            contentType = header.contentType;
            schemaName = header.schemaName;
            schemaVersion = header.schemaVersion;
            bodyClass = header.bodyClass;
            properties = header.properties;
        }

        MessageHeader header() {
            return new MessageHeader(
                    id,
                    session,
                    correlation,
                    causation,
                    created,
                    source,
                    target,
                    priority,
                    orderKey,
                    timeToLive,
                    contentType,
                    schemaName,
                    schemaVersion,
                    bodyClass,
                    properties);
        }
    }
}
