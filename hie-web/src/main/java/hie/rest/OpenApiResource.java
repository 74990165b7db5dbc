package hie.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** This API's own description (OpenAPI 3.1), made from its code at build time. */
@Path("openapi")
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor", "sender"})
public class OpenApiResource {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public InputStream json() {
        return OpenApiResource.class.getResourceAsStream("openapi.json");
    }

    @GET
    @Path("yaml")
    @Produces("application/yaml")
    public InputStream yaml() {
        return OpenApiResource.class.getResourceAsStream("openapi.yaml");
    }
}
