package hie.rest;

import hie.engine.config.ConfigFault;
import hie.engine.config.InvalidConfigException;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.engine.production.Productions;
import hie.engine.production.Projects;
import hie.engine.running.SingleStep;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The items of a project, as its newest revision has them, and their verbs. A change with {@code If-Match} is refused when somebody else
 * wrote a revision since the one it names.
 */
@Path("projects/{id}/items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class ItemResource {

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

    @GET
    public List<Item> items(@PathParam("id") UUID id) {
        return projects.head(id).items().stream().map(Item::of).toList();
    }

    @POST
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
    @Path("{item}")
    public Item item(@PathParam("id") UUID id, @PathParam("item") String item) {
        return Item.of(configured(id, item));
    }

    /** Replaces an item's configuration; without targets it keeps its connections. */
    @PUT
    @Path("{item}")
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
    @Path("{item}")
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
        return configured(projects.head(id), item);
    }

    /**
     * An item of a project.
     *
     * @throws NotFoundException when it has none of that name
     */
    static ItemConfig configured(ProjectConfig project, String item) {
        return project.item(item).orElseThrow(() -> new NotFoundException("The project has no item '" + item + "'"));
    }

    /** A verb for one item: start, stop, pause, resume or restart. */
    @POST
    @Path("{item}/{verb:start|stop|pause|resume|restart}")
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
    @Path("{item}/step")
    @RolesAllowed({"administrator", "developer", "operator"})
    public Step step(@PathParam("id") UUID id, @PathParam("item") String item) {
        return Step.of(productions.stepItem(id, item));
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
