package hie.rest;

import hie.engine.production.Productions;
import hie.engine.production.Projects;
import hie.engine.production.Workspaces;
import hie.store.project.Project;
import hie.store.project.Workspace;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;

/** Workspaces and the projects in them. */
@Path("workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class WorkspaceResource {

    @Inject
    Workspaces workspaces;

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    /** A workspace or a new project: a name and a description, which may be absent. */
    public record Named(String name, String description) {

        String requiredName() {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("'name' is missing");
            }
            return name;
        }

        String descriptionOrEmpty() {
            return description == null ? "" : description;
        }

        static Named of(Workspace workspace) {
            return new Named(workspace.name(), workspace.description());
        }
    }

    @GET
    public List<Named> all() {
        return workspaces.all().stream().map(Named::of).toList();
    }

    @POST
    @RolesAllowed("administrator")
    public Response create(Named workspace) {
        Named made = Named.of(workspaces.create(workspace.requiredName(), workspace.descriptionOrEmpty()));
        return Response.created(uri("workspaces/{name}", made.name()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{workspace}")
    public Named one(@PathParam("workspace") String workspace) {
        return Named.of(workspaces.require(workspace));
    }

    @PUT
    @Path("{workspace}")
    @RolesAllowed("administrator")
    public Named describe(@PathParam("workspace") String workspace, Named changed) {
        return Named.of(workspaces.describe(workspace, changed.descriptionOrEmpty()));
    }

    @DELETE
    @Path("{workspace}")
    @RolesAllowed("administrator")
    public void delete(@PathParam("workspace") String workspace) {
        workspaces.delete(workspace);
    }

    @GET
    @Path("{workspace}/projects")
    public List<ProjectView> projects(@PathParam("workspace") String workspace) {
        workspaces.require(workspace);
        return productions.status().stream()
                .filter(project -> project.workspace().equals(workspace))
                .map(ProjectView::of)
                .toList();
    }

    @POST
    @Path("{workspace}/projects")
    @RolesAllowed({"administrator", "developer"})
    public Response createProject(
            @PathParam("workspace") String workspace, Named project, @Context SecurityContext caller) {
        Project made = projects.createProject(
                workspace,
                project.requiredName(),
                project.descriptionOrEmpty(),
                caller.getUserPrincipal().getName());
        return Response.created(uri("projects/{id}", made.id().toString()))
                .entity(ProjectView.of(productions.status(made.id())))
                .build();
    }

    private static URI uri(String template, String value) {
        return UriBuilder.fromPath(template).build(value);
    }
}
