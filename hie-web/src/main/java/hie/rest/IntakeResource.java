package hie.rest;

import hie.api.message.Message;
import hie.engine.intake.HttpIntake;
import hie.engine.item.ItemKey;
import hie.engine.running.ServiceWorker;
import hie.engine.tracing.TraceContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The door of HTTP services: the posted body is the message, the answer its acknowledgement. 200 accepted, 422 refused for
 * good, 504 the service's ReplyTarget did not answer in time, 503 not stored; after these two, send it again.
 */
@Path("in/{workspace}/{project}/{item}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
@RolesAllowed({"sender", "developer", "administrator"})
public class IntakeResource {

    private static final String RETRY_SECONDS = "5";

    @Inject
    HttpIntake intake;

    @Context
    HttpServletRequest request;

    @POST
    public Response post(
            @PathParam("workspace") String workspace,
            @PathParam("project") String project,
            @PathParam("item") String item,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(TraceContext.HEADER) String traceparent,
            InputStream body)
            throws IOException {
        Optional<HttpIntake.Door> door = intake.open(new ItemKey(workspace, project, item));
        if (door.isEmpty()) {
            return Response.fromResponse(Problem.response(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "No HTTP service '" + item + "' of project " + workspace + "/" + project + " is running"))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build();
        }
        byte[] content = body.readNBytes(door.get().maxSize() + 1);
        if (content.length > door.get().maxSize()) {
            return Problem.response(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "The message is larger than " + door.get().maxSize() + " bytes (setting MaxMessageSize of item "
                            + item + ")");
        }
        return answer(door.get().receive(content, mediaType(contentType), request.getRemoteAddr(), traceparent));
    }

    /** Only the type counts; parameters such as a character set are HL7's own business. */
    private static String mediaType(String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String type = header.split(";", 2)[0].strip();
        return type.equals("x-application/hl7-v2+er7") || type.equals("application/x-www-form-urlencoded")
                ? Message.HL7_V2
                : type;
    }

    private static Response answer(ServiceWorker.Outcome outcome) {
        return switch (outcome) {
            case ServiceWorker.Accepted accepted -> reply(Response.ok(), accepted.message(), accepted.reply());
            case ServiceWorker.Refused refused -> refusal(refused);
            case ServiceWorker.Failed failed ->
                reply(
                        Response.status(Response.Status.SERVICE_UNAVAILABLE)
                                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
                        failed.message(),
                        failed.reply());
        };
    }

    private static Response refusal(ServiceWorker.Refused refused) {
        Response.StatusType status = refused.mayComeAgain() ? Response.Status.GATEWAY_TIMEOUT : unprocessable();
        return refused.reply() == null
                ? Problem.response(status, refused.reason())
                : reply(Response.status(status), refused.message(), refused.reply());
    }

    /** 422 is not among the statuses that the API names. */
    private static Response.StatusType unprocessable() {
        return Response.status(422, "Unprocessable Content").build().getStatusInfo();
    }

    private static Response reply(Response.ResponseBuilder response, Message message, byte[] reply) {
        return response.header("X-HIE-Message-Id", message.header().id())
                .type(message.header().contentType())
                .entity(reply)
                .build();
    }
}
