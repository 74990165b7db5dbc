package hie.rest;

import hie.engine.check.Comparison;
import hie.engine.check.StoredTraffic;
import hie.engine.check.StoredTraffic.Selection;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectFiles;
import hie.engine.golden.Subject;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A candidate tried on stored messages, beside what is deployed. Those who may read messages may, and it is noted in the log. */
@Path("workspaces/{workspace}/projects/{project}/compare")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "auditor"})
public class CompareResource {

    private static final int LIMIT = 100;
    private static final int SHOWN = 20;

    @Inject
    Projects projects;

    @Inject
    StoredTraffic traffic;

    /**
     * What is compared.
     *
     * @param rules the rule set, or else
     * @param transform the transform
     * @param files the candidate, contents by path; absent for a revision
     * @param revision the candidate; absent for the newest
     * @param item the item that got the messages
     * @param from ISO 8601 instant; absent for any
     * @param to likewise, excluded
     * @param limit at most so many messages, the newest; absent for 100
     * @param shown at most so many that are not the same; absent for 20
     * @param ignore paths that do not count
     */
    public record Request(
            String rules,
            String transform,
            Map<String, String> files,
            Integer revision,
            String item,
            String from,
            String to,
            Integer limit,
            Integer shown,
            List<String> ignore) {

        Subject subject() {
            if ((rules == null) == (transform == null)) {
                throw new IllegalArgumentException("expected 'rules' or 'transform', one of both");
            }
            return rules == null
                    ? new Subject(Subject.Kind.TRANSFORM, transform)
                    : new Subject(Subject.Kind.RULES, rules);
        }

        Selection selection() {
            return new Selection(
                    item,
                    MessageResource.instant("from", from),
                    MessageResource.instant("to", to),
                    Objects.requireNonNullElse(limit, LIMIT),
                    Objects.requireNonNullElse(shown, SHOWN),
                    Objects.requireNonNullElse(ignore, List.of()));
        }
    }

    /** A message of which both do not make the same; expected is what the deployed version makes. */
    public record Changed(String message, String created, List<CheckResource.DifferenceView> differences) {
        static Changed of(Comparison.Changed changed) {
            return new Changed(
                    changed.message().toString(),
                    changed.created().toString(),
                    changed.differences().stream()
                            .map(CheckResource.DifferenceView::of)
                            .toList());
        }
    }

    /**
     * What came of it.
     *
     * @param absent of so many the content was purged
     * @param complete {@code false} when time ran out
     */
    public record Outcome(int same, int different, int failed, int absent, boolean complete, List<Changed> changed) {

        static Outcome of(Comparison made) {
            return new Outcome(
                    made.same(),
                    made.different(),
                    made.failed(),
                    made.absent(),
                    made.complete(),
                    made.changed().stream().map(Changed::of).toList());
        }
    }

    /** Compares what a candidate makes of stored messages with what the deployed revision makes of them. Nothing is sent. */
    @POST
    public Outcome compare(
            @PathParam("workspace") String workspace,
            @PathParam("project") String name,
            Request request,
            @Context SecurityContext caller) {
        if (request == null) {
            throw new IllegalArgumentException("expected what is compared: rules or transform, and item");
        }
        Project project = projects.project(workspace, name);
        Selection selection = request.selection();
        RestLog.LOG.compared(caller.getUserPrincipal().getName(), selection.limit(), selection.item(), workspace, name);
        return Outcome.of(traffic.compare(project.id(), candidate(project, request), request.subject(), selection));
    }

    private ProjectConfig candidate(Project project, Request request) {
        if (request.files() != null) {
            return ProjectFiles.read(request.files()).config();
        }
        return request.revision() == null
                ? projects.head(project.id())
                : projects.config(project.id(), request.revision());
    }
}
