package hie.rest;

import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import hie.store.project.Revision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;

/**
 * Projects, their revisions, and the verbs. Changes make new revisions; {@code deploy} or {@code reload} makes the newest one true. A
 * change with {@code If-Match} is refused when somebody else wrote a revision since the one it names.
 */
@Path("projects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class ProjectResource {

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    /** A change of a project's description. */
    public record Description(String description) {}

    /** A revision's number, author and time. */
    public record RevisionView(int number, String author, String createdAt) {
        static RevisionView of(Revision revision) {
            return new RevisionView(
                    revision.number(), revision.author(), revision.createdAt().toString());
        }
    }

    @GET
    public List<ProjectView> all() {
        return productions.status().stream().map(ProjectView::of).toList();
    }

    @GET
    @Path("{id}")
    public ProjectView one(@PathParam("id") UUID id) {
        return status(id);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({"administrator", "developer"})
    public ProjectView describe(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") IfMatch seen,
            Description changed,
            @Context SecurityContext caller) {
        String text = changed.description() == null ? "" : changed.description();
        projects.revise(id, IfMatch.revision(seen), config -> config.described(text), name(caller));
        return status(id);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({"administrator", "developer"})
    public void delete(@PathParam("id") UUID id) {
        projects.deleteProject(id);
    }

    @GET
    @Path("{id}/status")
    public ProjectView status(@PathParam("id") UUID id) {
        return ProjectView.of(productions.status(id));
    }

    @GET
    @Path("{id}/revisions")
    public List<RevisionView> revisions(@PathParam("id") UUID id) {
        return projects.revisions(id).stream().map(RevisionView::of).toList();
    }

    /** What turns one revision into another, {@code since} being the one before it when it is left out. */
    @GET
    @Path("{id}/revisions/{number}/changes")
    public List<ProjectFilesResource.Change> changes(
            @PathParam("id") UUID id, @PathParam("number") int number, @QueryParam("since") Integer since) {
        return projects.changes(id, since == null ? number - 1 : since, number).stream()
                .map(ProjectFilesResource.Change::of)
                .toList();
    }

    /** Writes a new revision that says what this one said; {@code deploy} or {@code reload} then makes it true. */
    @POST
    @Path("{id}/revisions/{number}/restore")
    @RolesAllowed({"administrator", "developer"})
    public Response restore(
            @PathParam("id") UUID id, @PathParam("number") int number, @Context SecurityContext caller) {
        return Response.status(Response.Status.CREATED)
                .entity(RevisionView.of(projects.restore(id, number, name(caller))))
                .build();
    }

    /** Wants a revision to be true; the newest when none is named. */
    @POST
    @Path("{id}/deploy")
    @RolesAllowed({"administrator", "developer"})
    public ProjectView deploy(@PathParam("id") UUID id, @QueryParam("revision") Integer revision) {
        return ProjectView.of(productions.deploy(id, revision));
    }

    /** Makes the newest revision true; only what changed is touched. */
    @POST
    @Path("{id}/reload")
    @RolesAllowed({"administrator", "developer"})
    public ProjectView reload(@PathParam("id") UUID id) {
        return ProjectView.of(productions.reload(id));
    }

    /** A verb for the whole project: start, stop, pause, resume or restart. */
    @POST
    @Path("{id}/{verb:start|stop|pause|resume|restart}")
    @RolesAllowed({"administrator", "developer", "operator"})
    public ProjectView verb(@PathParam("id") UUID id, @PathParam("verb") String verb) {
        ProjectStatus status = switch (verb) {
            case "start" -> productions.start(id);
            case "stop" -> productions.stop(id);
            case "pause" -> productions.pause(id);
            case "resume" -> productions.resume(id);
            default -> productions.restart(id);
        };
        return ProjectView.of(status);
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
