package hie.rest;

import hie.engine.config.ConfigChange;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.InvalidConfigException;
import hie.engine.config.ProjectFiles;
import hie.engine.iris.IrisExport;
import hie.engine.iris.IrisExports;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** A project as text files: plan, apply, export. */
@Path("workspaces/{workspace}/projects/{project}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer"})
public class ProjectFilesResource {

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    @Inject
    IrisExports iris;

    @Inject
    ConfigCheck check;

    /** The files' contents by path. */
    public record Files(Map<String, String> files) {}

    /** One difference. */
    public record Change(String action, String kind, String name, List<String> detail) {
        static Change of(ConfigChange change) {
            return new Change(change.action().text(), change.kind(), change.name(), change.detail());
        }
    }

    /**
     * What applying would change or has changed.
     *
     * @param revision the deployed revision after an apply; {@code null} for a plan
     * @param state the project's state after an apply; {@code null} for a plan
     * @param warnings what items name of this server that is not there yet
     */
    public record Outcome(Integer revision, String state, List<Change> changes, List<String> warnings) {}

    /** Shows what an apply would change, and changes nothing. */
    @POST
    @Path("plan")
    public Outcome plan(@PathParam("workspace") String workspace, @PathParam("project") String project, Files files) {
        ProjectFiles read = read(workspace, project, files);
        return new Outcome(null, null, changes(read), warnings(read));
    }

    /** Makes the files the newest revision, deploys and starts it. */
    @POST
    @Path("apply")
    public Outcome apply(
            @PathParam("workspace") String workspace,
            @PathParam("project") String project,
            Files files,
            @Context SecurityContext caller) {
        ProjectFiles read = read(workspace, project, files);
        List<Change> changes = changes(read);
        ProjectStatus status = productions.apply(read, caller.getUserPrincipal().getName());
        return new Outcome(status.deployedRevision(), status.state().text(), changes, warnings(read));
    }

    /** The newest revision as files. */
    @GET
    @Path("export")
    public Files export(@PathParam("workspace") String workspace, @PathParam("project") String project) {
        Project found = projects.project(workspace, project);
        return new Files(new ProjectFiles(workspace, project, projects.head(found.id())).write());
    }

    /** The newest revision as classes of IRIS, and what of it is not in them. */
    @GET
    @Path("export/iris")
    public IrisExport.Outcome exportIris(
            @PathParam("workspace") String workspace, @PathParam("project") String project) {
        return iris.run(workspace, project);
    }

    private List<Change> changes(ProjectFiles files) {
        return projects.plan(files).stream().map(Change::of).toList();
    }

    private List<String> warnings(ProjectFiles files) {
        return check.warnings(files.config()).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    private static ProjectFiles read(String workspace, String project, Files files) {
        if (files == null || files.files() == null) {
            throw new IllegalArgumentException("'files' is missing (expected: contents by path)");
        }
        ProjectFiles read = ProjectFiles.read(files.files());
        if (!read.workspace().equals(workspace) || !read.name().equals(project)) {
            throw new InvalidConfigException(List.of(new ConfigFault(
                    "",
                    "",
                    "project.yaml names " + read.workspace() + "/" + read.name() + ", but the address is " + workspace
                            + "/" + project)));
        }
        return read;
    }
}
