package hie.rest;

import hie.engine.config.ConfigFault;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Problem details (RFC 9457).
 *
 * @param errors each fault with the item and setting it is about; empty when there is only {@code detail}
 */
public record Problem(String title, int status, String detail, List<ConfigFault> errors) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Response response(Response.StatusType status, String detail, List<ConfigFault> errors) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, errors))
                .build();
    }

    static Response response(Response.StatusType status, String detail) {
        return response(status, detail, List.of());
    }
}
