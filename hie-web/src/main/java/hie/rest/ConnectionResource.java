package hie.rest;

import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The connections between a project's items, as its newest revision has them. A change with {@code If-Match} is refused when somebody else
 * wrote a revision since the one it names.
 */
@Path("projects/{id}/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class ConnectionResource {

    @Inject
    Projects projects;

    /** A directed edge between two items. */
    public record Connection(String from, String to) {}

    @GET
    public List<Connection> connections(@PathParam("id") UUID id) {
        List<Connection> all = new ArrayList<>();
        for (ItemConfig item : projects.head(id).items()) {
            item.targets().forEach(target -> all.add(new Connection(item.name(), target)));
        }
        return all;
    }

    @POST
    @RolesAllowed({"administrator", "developer"})
    public Response connect(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") IfMatch seen,
            Connection edge,
            @Context SecurityContext caller) {
        ProjectConfig project = projects.head(id);
        ItemResource.configured(project, edge.to());
        ItemConfig from = ItemResource.configured(project, edge.from());
        if (!from.targets().contains(edge.to())) {
            List<String> targets = new ArrayList<>(from.targets());
            targets.add(edge.to());
            projects.revise(id, IfMatch.revision(seen), config -> retarget(config, edge.from(), targets), name(caller));
        }
        return Response.status(Response.Status.CREATED).entity(edge).build();
    }

    @DELETE
    @RolesAllowed({"administrator", "developer"})
    public void disconnect(
            @PathParam("id") UUID id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @HeaderParam("If-Match") IfMatch seen,
            @Context SecurityContext caller) {
        List<String> targets =
                new ArrayList<>(ItemResource.configured(projects.head(id), from).targets());
        if (!targets.remove(to)) {
            throw new NotFoundException("There is no connection from '" + from + "' to '" + to + "'");
        }
        projects.revise(id, IfMatch.revision(seen), config -> retarget(config, from, targets), name(caller));
    }

    private static ProjectConfig retarget(ProjectConfig config, String item, List<String> targets) {
        return config.with(config.item(item).orElseThrow().withTargets(targets));
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
