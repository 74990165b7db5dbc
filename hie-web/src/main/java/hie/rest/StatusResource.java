package hie.rest;

import hie.engine.production.EngineLife;
import hie.engine.production.Productions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The state of everything on this node. */
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class StatusResource {

    @EJB
    EngineLife engine;

    @Inject
    Productions productions;

    /**
     * The node's state.
     *
     * @param state {@code starting} until the engine has made true what is wanted, then {@code running}
     */
    public record NodeStatus(String state, String node, List<ProjectView> projects) {}

    @GET
    public NodeStatus status() {
        return new NodeStatus(
                engine.isReady() ? "running" : "starting",
                System.getProperty("jboss.node.name", "node"),
                productions.status().stream().map(ProjectView::of).toList());
    }
}
