package hie.rest;

import hie.engine.config.ConfigFault;
import hie.engine.config.InvalidConfigException;
import hie.engine.config.ProjectDocument;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;

/**
 * A project's rule sets, transforms, scripts, stylesheets, lookup tables, lists, schemas, processes and tests, as texts, in its newest revision. A change makes a new revision; {@code
 * deploy} or {@code reload} then makes it true, and refuses it when it cannot be.
 */
@Path("projects/{id}/{folder:rules|transforms|scripts|stylesheets|tables|lists|schemas|processes|tests}")
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class DocumentResource {

    @Inject
    Projects projects;

    /** The names of all of the kind. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> names(@PathParam("id") UUID id, @PathParam("folder") String folder) {
        return projects.head(id).documents().stream()
                .filter(document -> document.kind() == kind(folder))
                .map(ProjectDocument::name)
                .toList();
    }

    @GET
    @Path("{name}")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    public String text(@PathParam("id") UUID id, @PathParam("folder") String folder, @PathParam("name") String name) {
        return known(id, folder, name).text();
    }

    /** Puts a document into the project, or in the place of the one of its name. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.TEXT_PLAIN)
    @RolesAllowed({"administrator", "developer"})
    public void put(
            @PathParam("id") UUID id,
            @PathParam("folder") String folder,
            @PathParam("name") String name,
            @HeaderParam("If-Match") IfMatch seen,
            String text,
            @Context SecurityContext caller) {
        projects.putDocument(
                id,
                IfMatch.revision(seen),
                new ProjectDocument(kind(folder), name, text),
                caller.getUserPrincipal().getName());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({"administrator", "developer"})
    public void delete(
            @PathParam("id") UUID id,
            @PathParam("folder") String folder,
            @PathParam("name") String name,
            @HeaderParam("If-Match") IfMatch seen,
            @Context SecurityContext caller) {
        ProjectDocument known = known(id, folder, name);
        projects.revise(
                id,
                IfMatch.revision(seen),
                config -> config.without(known.kind(), known.name()),
                caller.getUserPrincipal().getName());
    }

    private ProjectDocument known(UUID id, String folder, String name) {
        ProjectDocument.Kind kind = kind(folder);
        return projects.head(id)
                .document(kind, name)
                .orElseThrow(() -> new NotFoundException("The project has no " + kind.text() + " '" + name + "'"));
    }

    /** The address holds no other folder. */
    private static ProjectDocument.Kind kind(String folder) {
        return ProjectDocument.Kind.of(folder)
                .orElseThrow(() -> new InvalidConfigException(
                        List.of(new ConfigFault("", "", "'" + folder + "' is no folder of a project"))));
    }
}
