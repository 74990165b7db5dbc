package hie.rest;

import hie.engine.config.ConfigFault;
import hie.engine.config.InvalidConfigException;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.item.SingleStep;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
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
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Projects with their items and connections, and the verbs. Changes make new revisions; {@code deploy} or {@code reload} makes
 * the newest one true. A change with {@code If-Match} is refused when somebody else wrote a revision since the one it names.
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

    /**
     * An item as configured in the newest revision.
     *
     * @param enabled absent counts as {@code true}
     * @param kept what an import kept word for word and HIE does not read; absent counts as none
     */
    public record Item(
            String name,
            String className,
            Boolean enabled,
            String category,
            Map<String, String> settings,
            List<String> targets,
            Map<String, String> kept) {

        static Item of(ItemConfig item) {
            return new Item(
                    item.name(),
                    item.className(),
                    item.enabled(),
                    item.category(),
                    item.settings(),
                    item.targets(),
                    item.kept());
        }

        ItemConfig config(List<String> knownTargets) {
            return new ItemConfig(
                    required("name", name),
                    required("className", className),
                    enabled == null || enabled,
                    category == null ? "" : category,
                    settings == null ? Map.of() : settings,
                    targets == null ? knownTargets : targets,
                    kept == null ? Map.of() : kept);
        }

        private static String required(String what, String value) {
            if (value == null || value.isBlank()) {
                throw new InvalidConfigException(
                        List.of(new ConfigFault("", what, "a value is required (expected: " + what + ")")));
            }
            return value;
        }
    }

    /** A directed edge between two items. */
    public record Connection(String from, String to) {}

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

    @GET
    @Path("{id}/items")
    public List<Item> items(@PathParam("id") UUID id) {
        return projects.head(id).items().stream().map(Item::of).toList();
    }

    @POST
    @Path("{id}/items")
    @RolesAllowed({"administrator", "developer"})
    public Response addItem(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") IfMatch seen,
            Item item,
            @Context SecurityContext caller) {
        ItemConfig config = item.config(List.of());
        if (projects.head(id).item(config.name()).isPresent()) {
            throw new ConflictException("There is an item '" + config.name() + "' already; change it with PUT");
        }
        return Response.created(
                        UriBuilder.fromPath("projects/{id}/items/{item}").build(id, config.name()))
                .entity(Item.of(projects.putItem(id, IfMatch.revision(seen), config, name(caller))))
                .build();
    }

    @GET
    @Path("{id}/items/{item}")
    public Item item(@PathParam("id") UUID id, @PathParam("item") String item) {
        return Item.of(configured(id, item));
    }

    /** Replaces an item's configuration; without targets it keeps its connections. */
    @PUT
    @Path("{id}/items/{item}")
    @RolesAllowed({"administrator", "developer"})
    public Item putItem(
            @PathParam("id") UUID id,
            @PathParam("item") String item,
            @HeaderParam("If-Match") IfMatch seen,
            Item changed,
            @Context SecurityContext caller) {
        ItemConfig known = configured(id, item);
        if (changed.name() != null && !changed.name().equals(item)) {
            throw new ConflictException("An item keeps its name, because queues and traces carry it; make a new one");
        }
        Item named = new Item(
                item,
                changed.className() == null ? known.className() : changed.className(),
                changed.enabled(),
                changed.category(),
                changed.settings(),
                changed.targets(),
                changed.kept() == null ? known.kept() : changed.kept());
        return Item.of(projects.putItem(id, IfMatch.revision(seen), named.config(known.targets()), name(caller)));
    }

    @DELETE
    @Path("{id}/items/{item}")
    @RolesAllowed({"administrator", "developer"})
    public void deleteItem(
            @PathParam("id") UUID id,
            @PathParam("item") String item,
            @HeaderParam("If-Match") IfMatch seen,
            @Context SecurityContext caller) {
        configured(id, item);
        projects.revise(id, IfMatch.revision(seen), config -> config.without(item), name(caller));
    }

    private ItemConfig configured(UUID id, String item) {
        return projects.head(id)
                .item(item)
                .orElseThrow(() -> new NotFoundException("The project has no item '" + item + "'"));
    }

    @GET
    @Path("{id}/connections")
    public List<Connection> connections(@PathParam("id") UUID id) {
        List<Connection> all = new ArrayList<>();
        for (ItemConfig item : projects.head(id).items()) {
            item.targets().forEach(target -> all.add(new Connection(item.name(), target)));
        }
        return all;
    }

    @POST
    @Path("{id}/connections")
    @RolesAllowed({"administrator", "developer"})
    public Response connect(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") IfMatch seen,
            Connection edge,
            @Context SecurityContext caller) {
        configured(id, edge.to());
        ItemConfig from = configured(id, edge.from());
        if (!from.targets().contains(edge.to())) {
            List<String> targets = new ArrayList<>(from.targets());
            targets.add(edge.to());
            projects.revise(id, IfMatch.revision(seen), config -> retarget(config, edge.from(), targets), name(caller));
        }
        return Response.status(Response.Status.CREATED).entity(edge).build();
    }

    @DELETE
    @Path("{id}/connections")
    @RolesAllowed({"administrator", "developer"})
    public void disconnect(
            @PathParam("id") UUID id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @HeaderParam("If-Match") IfMatch seen,
            @Context SecurityContext caller) {
        List<String> targets = new ArrayList<>(configured(id, from).targets());
        if (!targets.remove(to)) {
            throw new NotFoundException("There is no connection from '" + from + "' to '" + to + "'");
        }
        projects.revise(id, IfMatch.revision(seen), config -> retarget(config, from, targets), name(caller));
    }

    private static ProjectConfig retarget(ProjectConfig config, String item, List<String> targets) {
        return config.with(config.item(item).orElseThrow().withTargets(targets));
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
            case "reload" -> productions.reload(id);
            case "pause" -> productions.pause(id);
            case "resume" -> productions.resume(id);
            default -> productions.restart(id);
        };
        return ProjectView.of(status);
    }

    /** A verb for one item: start, stop, pause, resume or restart. */
    @POST
    @Path("{id}/items/{item}/{verb:start|stop|pause|resume|restart}")
    @RolesAllowed({"administrator", "developer", "operator"})
    public ProjectView.Item itemVerb(
            @PathParam("id") UUID id, @PathParam("item") String item, @PathParam("verb") String verb) {
        return ProjectView.Item.of(
                switch (verb) {
                    case "start" -> productions.startItem(id, item);
                    case "stop" -> productions.stopItem(id, item);
                    case "pause" -> productions.pauseItem(id, item);
                    case "resume" -> productions.resumeItem(id, item);
                    default -> productions.restartItem(id, item);
                });
    }

    /**
     * What a step did.
     *
     * @param message the id of the message that was worked on
     * @param outcome completed, suspended, error, expired, retrying (back in its place) or back
     * @param targets the items it was sent to
     * @param millis how long the item worked
     */
    public record Step(
            String message, String session, String outcome, String detail, List<String> targets, long millis) {

        static Step of(SingleStep.Report report) {
            return new Step(
                    Objects.toString(report.message(), null),
                    Objects.toString(report.session(), null),
                    report.outcome().toLowerCase(Locale.ROOT),
                    report.detail(),
                    report.targets(),
                    report.took().toMillis());
        }
    }

    /** Works on the next message of a paused item with ExecutionMode single_process, and tells what was done with it. */
    @POST
    @Path("{id}/items/{item}/step")
    @RolesAllowed({"administrator", "developer", "operator"})
    public Step step(@PathParam("id") UUID id, @PathParam("item") String item) {
        return Step.of(productions.stepItem(id, item));
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
