package hie.rest;

import hie.engine.access.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** The users of the local realm. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor", "sender"})
public class UserResource {

    @Inject
    Users users;

    /** A user to be made. */
    public record NewUser(String name, String password, List<String> roles) {}

    /** A new password. */
    public record NewPassword(String password) {}

    @POST
    @RolesAllowed("administrator")
    public Response add(NewUser user) {
        users.add(user.name(), user.password(), user.roles() == null ? List.of() : user.roles());
        return Response.status(Response.Status.CREATED).build();
    }

    /** Everybody changes his own password, an administrator anybody's. */
    @PUT
    @Path("{name}/password")
    public void changePassword(@PathParam("name") String name, NewPassword changed, @Context SecurityContext caller) {
        if (!caller.getUserPrincipal().getName().equals(name) && !caller.isUserInRole("administrator")) {
            throw new ForbiddenException("Only an administrator changes somebody else's password");
        }
        users.changePassword(name, changed.password());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed("administrator")
    public void remove(@PathParam("name") String name, @Context SecurityContext caller) {
        if (caller.getUserPrincipal().getName().equals(name)) {
            throw new ForbiddenException("Nobody removes himself");
        }
        users.remove(name);
    }
}
