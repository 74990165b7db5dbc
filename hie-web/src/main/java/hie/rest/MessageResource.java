package hie.rest;

import hie.engine.production.NotFoundException;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.MessageDetail;
import hie.store.message.MessagePage;
import hie.store.message.MessageQuery;
import hie.store.message.MessageStatus;
import hie.store.message.MessageSummary;
import hie.store.message.SessionTrace;
import hie.store.message.Warehouse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The message warehouse. Reading a body, or the reply to it, is a right of its own, and every look is noted in the log. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class MessageResource {

    private static final String[] READERS = {"administrator", "developer", "auditor"};

    @Inject
    Warehouse warehouse;

    /** A message in a list. The patient's id is shown to those who may read bodies. */
    public record Summary(
            String id,
            String session,
            String created,
            String project,
            String source,
            String type,
            String controlId,
            String patientId,
            int size,
            String status) {

        static Summary of(MessageSummary message, boolean showsPatient) {
            return new Summary(
                    message.id().toString(),
                    message.session().toString(),
                    message.created().toString(),
                    message.project(),
                    message.source(),
                    message.type(),
                    message.controlId(),
                    showsPatient ? message.patientId() : null,
                    message.size(),
                    message.status().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A page of messages, newest first.
     *
     * @param next the cursor of the next page, or {@code null} at the end
     */
    public record Page(List<Summary> messages, String next) {}

    /** A message without its body. */
    public record Detail(
            String id,
            String session,
            String correlation,
            String causation,
            String created,
            String project,
            String source,
            boolean accepted,
            String reason,
            int priority,
            String contentType,
            String schemaName,
            String schemaVersion,
            String controlId,
            String patientId,
            String peer,
            int size,
            String status) {

        static Detail of(MessageDetail message, boolean showsPatient) {
            return new Detail(
                    message.id().toString(),
                    message.session().toString(),
                    text(message.correlation()),
                    text(message.causation()),
                    message.created().toString(),
                    message.project(),
                    message.source(),
                    message.accepted(),
                    message.reason(),
                    message.priority(),
                    message.contentType(),
                    message.schemaName(),
                    message.schemaVersion(),
                    message.controlId(),
                    showsPatient ? message.patientId() : null,
                    message.peer(),
                    message.size(),
                    message.status().name().toLowerCase(Locale.ROOT));
        }

        private static String text(UUID id) {
            return id == null ? null : id.toString();
        }
    }

    /** What became of a message at one item; the reply is base64, and shown to those who may read bodies. */
    public record HopView(
            String message,
            String from,
            String item,
            String status,
            String at,
            long tookMicros,
            int attempts,
            String detail,
            String reply) {

        static HopView of(Hop hop, boolean showsReply) {
            return new HopView(
                    hop.message().toString(),
                    hop.from(),
                    hop.item(),
                    hop.status().name().toLowerCase(Locale.ROOT),
                    hop.at().toString(),
                    hop.tookMicros(),
                    hop.attempts(),
                    hop.detail(),
                    showsReply ? base64(hop.reply()) : null);
        }
    }

    /** An attempt to deliver that did not settle the matter. */
    public record AttemptView(String message, String item, int number, String at, String detail, String reply) {
        static AttemptView of(Attempt attempt, boolean showsReply) {
            return new AttemptView(
                    attempt.message().toString(),
                    attempt.item(),
                    attempt.number(),
                    attempt.at().toString(),
                    attempt.detail(),
                    showsReply ? base64(attempt.reply()) : null);
        }
    }

    /**
     * All messages that one inbound message gave rise to, and what became of them.
     *
     * @param complete {@code false} when the session is too large to be shown whole
     */
    public record Trace(
            String session, List<Detail> messages, List<HopView> hops, List<AttemptView> attempts, boolean complete) {}

    /** How many messages a purge deleted. */
    public record Purged(int messages) {}

    /** Finds messages; times are ISO 8601 instants, {@code type} may end in {@code *}. */
    @GET
    @Path("messages")
    public Page search(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("project") String project,
            @QueryParam("item") String item,
            @QueryParam("status") String status,
            @QueryParam("controlId") String controlId,
            @QueryParam("patientId") String patientId,
            @QueryParam("type") String type,
            @QueryParam("session") UUID session,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext caller) {
        boolean reads = reads(caller);
        if (patientId != null && !reads) {
            throw new IllegalArgumentException("patientId: searching by patient needs the right to read messages");
        }
        MessageQuery query = MessageQuery.builder()
                .from(instant("from", from))
                .to(instant("to", to))
                .project(project)
                .item(item)
                .status(status(status))
                .controlId(controlId)
                .patientId(patientId)
                .type(type)
                .session(session)
                .build();
        MessagePage page = warehouse.search(query, cursor, limit);
        return new Page(
                page.messages().stream()
                        .map(message -> Summary.of(message, reads))
                        .toList(),
                page.next().orElse(null));
    }

    @GET
    @Path("messages/{id}")
    public Detail one(@PathParam("id") UUID id, @Context SecurityContext caller) {
        return Detail.of(found(id), reads(caller));
    }

    private MessageDetail found(UUID id) {
        return warehouse.find(id).orElseThrow(() -> new NotFoundException("The warehouse has no message " + id));
    }

    /** The body, byte for byte. */
    @GET
    @Path("messages/{id}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"administrator", "developer", "auditor"})
    public byte[] body(@PathParam("id") UUID id, @Context SecurityContext caller) {
        found(id);
        RestLog.LOG.bodyRead(caller.getUserPrincipal().getName(), id);
        return warehouse.body(id).orElseThrow(() -> new NotFoundException("The body of message " + id + " was purged"));
    }

    /** What the sender was told, byte for byte; 204 when nothing. */
    @GET
    @Path("messages/{id}/reply")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"administrator", "developer", "auditor"})
    public byte[] reply(@PathParam("id") UUID id, @Context SecurityContext caller) {
        found(id);
        RestLog.LOG.bodyRead(caller.getUserPrincipal().getName(), id);
        return warehouse.reply(id).orElse(null);
    }

    /** The trace of a session. */
    @GET
    @Path("sessions/{session}")
    public Trace session(@PathParam("session") UUID session, @Context SecurityContext caller) {
        boolean reads = reads(caller);
        SessionTrace trace = warehouse.session(session);
        if (trace.messages().isEmpty()) {
            throw new NotFoundException("The warehouse has no session " + session);
        }
        return new Trace(
                session.toString(),
                trace.messages().stream()
                        .map(message -> Detail.of(message, reads))
                        .toList(),
                trace.hops().stream().map(hop -> HopView.of(hop, reads)).toList(),
                trace.attempts().stream()
                        .map(attempt -> AttemptView.of(attempt, reads))
                        .toList(),
                trace.complete());
    }

    /** Deletes settled messages older than {@code before}, at most {@code limit} of them. */
    @DELETE
    @Path("messages")
    @RolesAllowed("administrator")
    public Purged purge(
            @QueryParam("before") String before,
            @QueryParam("limit") @DefaultValue("10000") int limit,
            @Context SecurityContext caller)
            throws SQLException {
        Instant limitOfAge = instant("before", before);
        if (limitOfAge == null) {
            throw new IllegalArgumentException(
                    "before: a value is required (expected: a time, for example 2026-01-31T00:00:00Z)");
        }
        int deleted = warehouse.purge(limitOfAge, limit);
        RestLog.LOG.purged(caller.getUserPrincipal().getName(), deleted, limitOfAge.toString());
        return new Purged(deleted);
    }

    private static boolean reads(SecurityContext caller) {
        return Arrays.stream(READERS).anyMatch(caller::isUserInRole);
    }

    static Instant instant(String name, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' is no time (expected: for example 2026-01-31T12:00:00Z)");
        }
    }

    private static MessageStatus status(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return MessageStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("status: '" + text + "' is none (expected: one of "
                    + Arrays.toString(MessageStatus.values()).toLowerCase(Locale.ROOT) + ")");
        }
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
