package hie.rest;

import hie.engine.metrics.EngineMetrics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The engine's figures for Prometheus. They name items, never patients. */
@Path("metrics")
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class MetricsResource {

    @Inject
    EngineMetrics metrics;

    /** All figures at this moment, in the Prometheus text format. */
    @GET
    @Produces(EngineMetrics.CONTENT_TYPE)
    public String scrape() {
        return metrics.scrape();
    }
}
