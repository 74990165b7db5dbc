package hie.rest;

import hie.engine.check.ProjectCheck;
import hie.engine.golden.Difference;
import hie.engine.golden.GoldenResult;
import hie.engine.production.Projects;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A project's golden messages, tried. Those who may read messages may. */
@Path("projects/{id}/check")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "auditor"})
public class CheckResource {

    @Inject
    Projects projects;

    /** Where something is not as expected; nothing is an empty text. */
    public record DifferenceView(String path, String expected, String actual) {
        static DifferenceView of(Difference difference) {
            return new DifferenceView(difference.path(), difference.expected(), difference.actual());
        }
    }

    /**
     * How a test came out.
     *
     * @param subject what was tried, {@code rules NAME} or {@code transform NAME}
     * @param verdict passed, failed, open (it does not say yet what is expected) or faulty
     * @param fault why it is faulty, else empty
     */
    public record Result(String name, String subject, String verdict, String fault, List<DifferenceView> differences) {

        static Result of(GoldenResult result) {
            return new Result(
                    result.name(),
                    result.subject(),
                    result.verdict().name().toLowerCase(Locale.ROOT),
                    result.fault(),
                    result.differences().stream().map(DifferenceView::of).toList());
        }
    }

    /**
     * How all tests came out.
     *
     * @param passed whether all did
     */
    public record Results(boolean passed, List<Result> results) {}

    /** Tries all tests of a revision, of the newest when none is named. Nothing is sent anywhere. */
    @POST
    public Results check(@PathParam("id") UUID id, @QueryParam("revision") Integer revision) {
        List<GoldenResult> results =
                ProjectCheck.of(revision == null ? projects.head(id) : projects.config(id, revision));
        return new Results(
                results.stream().allMatch(GoldenResult::isPassed),
                results.stream().map(Result::of).toList());
    }
}
