package hie.rest;

import hie.engine.production.EngineLife;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
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

    /** 200 as long as the process answers at all; the only request that needs no user. */
    @GET
    @Path("live")
    @PermitAll
    public Health live() {
        return new Health("UP");
    }

    /** 200 once the engine has made true what was wanted when it started, 503 before. */
    @GET
    @Path("ready")
    @RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor", "sender"})
    public Response ready() {
        return engine.isReady()
                ? Response.ok(new Health("UP")).build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity(new Health("DOWN"))
                        .build();
    }
}
