package hie.rest;

import hie.engine.messaging.ItemQueues;
import hie.engine.production.EngineLife;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether the process lives, and whether the engine has made true what is wanted. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    /** The answer. */
    public record Health(String status) {}

    @EJB
    EngineLife engine;

    @Inject
    ItemQueues broker;

    /** 200 as long as the process answers at all; the only request that needs no user. */
    @GET
    @Path("live")
    @PermitAll
    public Health live() {
        return new Health("UP");
    }

    /** 200 once the engine has started: the schema is up to date and it made true what was wanted; 503 before. */
    @GET
    @Path("started")
    @RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor", "sender"})
    public Response started() {
        return answer(engine.isReady());
    }

    /** 200 once the engine has made true what was wanted when it started and the broker takes messages, 503 otherwise. */
    @GET
    @Path("ready")
    @RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor", "sender"})
    public Response ready() {
        return answer(engine.isReady() && broker.isActive());
    }

    private static Response answer(boolean isUp) {
        return isUp
                ? Response.ok(new Health("UP")).build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity(new Health("DOWN"))
                        .build();
    }
}
