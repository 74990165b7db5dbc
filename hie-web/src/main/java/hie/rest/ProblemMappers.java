package hie.rest;

import hie.engine.config.InvalidConfigException;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.engine.production.StaleRevisionException;
import hie.engine.server.ServerRefusedException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** What failures look like to a caller. */
final class ProblemMappers {

    private ProblemMappers() {}

    /** 400, naming each item and setting. */
    @Provider
    public static class OfInvalidConfig implements ExceptionMapper<InvalidConfigException> {
        @Override
        public Response toResponse(InvalidConfigException failure) {
            return Problem.response(Response.Status.BAD_REQUEST, failure.getMessage(), failure.faults());
        }
    }

    /** 400. */
    @Provider
    public static class OfIllegalArgument implements ExceptionMapper<IllegalArgumentException> {
        @Override
        public Response toResponse(IllegalArgumentException failure) {
            return Problem.response(Response.Status.BAD_REQUEST, failure.getMessage());
        }
    }

    /** 404. */
    @Provider
    public static class OfNotFound implements ExceptionMapper<NotFoundException> {
        @Override
        public Response toResponse(NotFoundException failure) {
            return Problem.response(Response.Status.NOT_FOUND, failure.getMessage());
        }
    }

    /** 409. */
    @Provider
    public static class OfConflict implements ExceptionMapper<ConflictException> {
        @Override
        public Response toResponse(ConflictException failure) {
            return Problem.response(Response.Status.CONFLICT, failure.getMessage());
        }
    }

    /** 412: the request was made from a revision that is not the newest any more. */
    @Provider
    public static class OfStaleRevision implements ExceptionMapper<StaleRevisionException> {
        @Override
        public Response toResponse(StaleRevisionException failure) {
            return Problem.response(Response.Status.PRECONDITION_FAILED, failure.getMessage());
        }
    }

    /** 409: somebody else was faster. */
    @Provider
    public static class OfOptimisticLock implements ExceptionMapper<OptimisticLockException> {
        @Override
        public Response toResponse(OptimisticLockException failure) {
            return Problem.response(
                    Response.Status.CONFLICT, "Somebody else changed this at the same time; read it again");
        }
    }

    /** 400: what the server's management refuses comes from what the caller asked. */
    @Provider
    public static class OfServerRefused implements ExceptionMapper<ServerRefusedException> {
        @Override
        public Response toResponse(ServerRefusedException failure) {
            return Problem.response(Response.Status.BAD_REQUEST, failure.getMessage());
        }
    }

    /** What JAX-RS itself refuses keeps its status. */
    @Provider
    public static class OfWebApplication implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException failure) {
            Response.Status status =
                    Response.Status.fromStatusCode(failure.getResponse().getStatus());
            return status == null || status.getFamily() == Response.Status.Family.SUCCESSFUL
                    ? failure.getResponse()
                    : Problem.response(status, failure.getMessage());
        }
    }

    /** 500, with an id under which the log has the details. */
    @Provider
    public static class OfAnythingElse implements ExceptionMapper<RuntimeException> {
        @Override
        public Response toResponse(RuntimeException failure) {
            Throwable cause =
                    failure instanceof EJBException && failure.getCause() != null ? failure.getCause() : failure;
            String id = UUID.randomUUID().toString();
            RestLog.LOG.unexpected(id, cause);
            return Problem.response(
                    Response.Status.INTERNAL_SERVER_ERROR,
                    "Something went wrong here; the server's log has it under " + id);
        }
    }
}
