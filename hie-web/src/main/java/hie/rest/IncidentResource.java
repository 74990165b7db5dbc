package hie.rest;

import hie.engine.alert.Incidents;
import hie.engine.production.NotFoundException;
import hie.store.incident.Incident;
import hie.store.incident.IncidentRepository;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What needs somebody's attention, or did. */
@Path("incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class IncidentResource {

    @Inject
    Incidents incidents;

    /**
     * An incident.
     *
     * @param measured the value now, or when it was resolved, in the setting's unit
     * @param worst the worst value while it was open
     * @param threshold the setting's value
     */
    public record IncidentView(
            String id,
            String project,
            String item,
            String kind,
            String state,
            String text,
            double measured,
            double worst,
            double threshold,
            String openedAt,
            String updatedAt,
            String resolvedAt,
            String resolution,
            String acknowledgedAt,
            String acknowledgedBy,
            String note) {

        static IncidentView of(Incident incident) {
            return new IncidentView(
                    incident.id().toString(),
                    incident.project(),
                    incident.item(),
                    incident.kind().name().toLowerCase(Locale.ROOT),
                    incident.isOpen() ? "open" : "resolved",
                    incident.text(),
                    incident.measured(),
                    incident.worst(),
                    incident.threshold(),
                    incident.openedAt().toString(),
                    incident.updatedAt().toString(),
                    incident.resolvedAt().map(Instant::toString).orElse(null),
                    incident.resolution().isEmpty() ? null : incident.resolution(),
                    incident.acknowledgedAt().map(Instant::toString).orElse(null),
                    incident.acknowledgedBy().isEmpty() ? null : incident.acknowledgedBy(),
                    incident.note().isEmpty() ? null : incident.note());
        }
    }

    /** What whoever acknowledges has to say; may be left out. */
    public record Acknowledgement(String note) {}

    /**
     * Incidents, newest first.
     *
     * @param state open, resolved or all
     * @param project {@code workspace/project}; left out: all
     * @param limit 1 to 1000
     */
    @GET
    public List<IncidentView> list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("project") String project,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return incidents.newest(state(state), project, limit).stream()
                .map(IncidentView::of)
                .toList();
    }

    private static IncidentRepository.State state(String text) {
        return Arrays.stream(IncidentRepository.State.values())
                .filter(state -> state.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("state is '" + text + "' (expected: one of open, resolved, all)"));
    }

    @GET
    @Path("{id}")
    public IncidentView find(@PathParam("id") UUID id) {
        return incidents.find(id).map(IncidentView::of).orElseThrow(() -> missing(id));
    }

    /** Notes that the caller has taken note; the incident stays open until its cause is gone. */
    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"administrator", "developer", "operator"})
    public IncidentView acknowledge(@PathParam("id") UUID id, Acknowledgement said, @Context SecurityContext caller) {
        String note = said == null || said.note() == null ? "" : said.note();
        return incidents
                .acknowledge(id, caller.getUserPrincipal().getName(), note)
                .map(IncidentView::of)
                .orElseThrow(() -> missing(id));
    }

    private static NotFoundException missing(UUID id) {
        return new NotFoundException("There is no incident with id " + id);
    }
}
