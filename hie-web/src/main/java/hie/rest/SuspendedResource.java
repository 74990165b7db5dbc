package hie.rest;

import hie.api.message.MessageHeader;
import hie.engine.desk.Correction;
import hie.engine.desk.CorrectionTrial;
import hie.engine.desk.ManyCorrections;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.Projects;
import hie.store.message.HopStatus;
import hie.store.project.Project;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The messages of a project that could not be processed or delivered, and what can be done with them: send again, correct and
 * send again, discard; one, many, or all that a filter means.
 */
@Path("projects/{project}/suspended")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class SuspendedResource {

    @Inject
    SuspendedDesk desk;

    @Inject
    ManyCorrections corrections;

    @Inject
    Projects projects;

    /**
     * A suspended message.
     *
     * @param id of its stay on the error queue, by which it is chosen here
     * @param message its id in the warehouse
     * @param item that gave it up
     * @param from the item that had sent it there
     * @param status {@code suspended} when the destination refused it, {@code error} when it failed
     * @param why in words
     * @param attempts how often its delivery was tried
     * @param at when it was given up
     * @param size of the body, in bytes
     */
    public record Suspended(
            String id,
            String message,
            String session,
            String item,
            String from,
            String status,
            String why,
            int attempts,
            String at,
            String contentType,
            int size) {

        static Suspended of(SuspendedMessage one) {
            MessageHeader header = one.message().header();
            return new Suspended(
                    one.suspension().id().toString(),
                    header.id().toString(),
                    header.session().toString(),
                    header.target(),
                    header.source(),
                    one.suspension().status().name().toLowerCase(Locale.ROOT),
                    one.suspension().why(),
                    one.suspension().attempts(),
                    one.suspension().at().toString(),
                    header.contentType(),
                    one.message().body().size());
        }
    }

    /**
     * A page of suspended messages, in the order of the error queue.
     *
     * @param count how many there are on all pages
     */
    public record Page(List<Suspended> messages, long count) {}

    /**
     * Which messages are meant: either those of {@code ids}, or all that the filter means, if they are {@code count}.
     *
     * @param count how many messages the list said there were; needed when there are no {@code ids}
     */
    public record Choice(List<UUID> ids, String item, String status, String from, String to, Long count) {

        Selection selection(String project) {
            SuspensionFilter filter = filter(project, item, status, from, to);
            if (ids != null) {
                return Selection.Chosen.of(filter, ids);
            }
            if (count == null) {
                throw new IllegalArgumentException(
                        "count: a value is required where there are no ids (expected: the count that the list tells)");
            }
            return new Selection.Everything(filter, count);
        }
    }

    /**
     * What is corrected in the messages that are meant: what a transform of the project makes of them, or a value at a path.
     *
     * @param path of a field in HL7, for example {@code PID-3.1}, or of a property in JSON or XML
     */
    public record Correcting(
            List<UUID> ids,
            String item,
            String status,
            String from,
            String to,
            Long count,
            String transform,
            String path,
            String value) {

        Selection selection(String project) {
            return new Choice(ids, item, status, from, to, count).selection(project);
        }

        Correction correction() {
            if ((transform == null) == (path == null)) {
                throw new IllegalArgumentException(
                        "transform: expected either the name of a transform, or a path with a value");
            }
            return transform == null ? new Correction.ByValue(path, value) : new Correction.ByTransform(transform);
        }

        /** Without the value. */
        @Override
        public String toString() {
            return "Correcting[" + (transform == null ? path : transform) + "]";
        }
    }

    /** How many messages were dealt with. */
    public record Done(int messages) {}

    /** Finds suspended messages. {@code status} is {@code suspended} or {@code error}; times are ISO 8601 instants. */
    @GET
    public Page list(
            @PathParam("project") UUID project,
            @QueryParam("item") String item,
            @QueryParam("status") String status,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("skip") @DefaultValue("0") int skip,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        ErrorQueue.Page page = desk.list(filter(path(project), item, status, from, to), skip, limit);
        return new Page(page.messages().stream().map(Suspended::of).toList(), page.count());
    }

    /** The body, byte for byte. Each look is noted in the log. */
    @GET
    @Path("{id}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"administrator", "developer", "auditor"})
    public byte[] body(@PathParam("project") UUID project, @PathParam("id") UUID id, @Context SecurityContext caller) {
        SuspendedMessage found = desk.find(SuspensionFilter.of(path(project)), id);
        RestLog.LOG.bodyRead(name(caller), found.message().header().id());
        return found.message().body().bytes();
    }

    /** Sends messages again, to the tails of their items' queues. 409 when they are not {@code count} any more. */
    @POST
    @Path("retry")
    @RolesAllowed({"administrator", "developer", "operator"})
    public Done retry(@PathParam("project") UUID project, Choice choice, @Context SecurityContext caller) {
        return new Done(desk.retry(choice.selection(path(project)), name(caller)));
    }

    /** Sends one message again with another body. */
    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"administrator", "developer"})
    public Done retryCorrected(
            @PathParam("project") UUID project,
            @PathParam("id") UUID id,
            byte[] body,
            @Context SecurityContext caller) {
        desk.retry(SuspensionFilter.of(path(project)), id, body, name(caller));
        return new Done(1);
    }

    /** Tells what a correction would do to messages, and does nothing. 409 when they are not {@code count} any more. */
    @POST
    @Path("correct/try")
    @RolesAllowed({"administrator", "developer"})
    public CorrectionTrial tryCorrection(@PathParam("project") UUID project, Correcting correcting) {
        return corrections.tryOn(correcting.selection(path(project)), correcting.correction());
    }

    /**
     * Corrects messages and sends them again. 409 when they are not {@code count} any more, or one of them cannot be corrected so:
     * then none is sent.
     */
    @POST
    @Path("correct")
    @RolesAllowed({"administrator", "developer"})
    public Done correct(@PathParam("project") UUID project, Correcting correcting, @Context SecurityContext caller) {
        return new Done(corrections.retry(correcting.selection(path(project)), correcting.correction(), name(caller)));
    }

    /** Takes messages away for good; the warehouse keeps them. 409 when they are not {@code count} any more. */
    @POST
    @Path("discard")
    @RolesAllowed({"administrator", "developer", "operator"})
    public Done discard(@PathParam("project") UUID project, Choice choice, @Context SecurityContext caller) {
        return new Done(desk.discard(choice.selection(path(project)), name(caller)));
    }

    private String path(UUID id) {
        Project project = projects.project(id);
        return project.workspace().name() + "/" + project.name();
    }

    private static SuspensionFilter filter(String project, String item, String status, String from, String to) {
        return new SuspensionFilter(project, blankless(item), status(status), instant("from", from), instant("to", to));
    }

    private static String blankless(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static HopStatus status(String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "suspended" -> HopStatus.SUSPENDED;
            case "error" -> HopStatus.ERROR;
            default ->
                throw new IllegalArgumentException("status: '" + text + "' is none (expected: suspended or error)");
        };
    }

    private static Instant instant(String name, String text) {
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

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
