package hie.rest;

import hie.engine.imports.ImportFile;
import hie.engine.iris.IrisImports;
import hie.engine.mirth.MirthImports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Base64;
import java.util.List;

/** Makes projects of what other engines export. */
@Path("workspaces/{workspace}/projects/{project}/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer"})
public class ImportResource {

    @Inject
    IrisImports iris;

    @Inject
    MirthImports mirth;

    /**
     * A file.
     *
     * @param name as the report names it
     * @param content its bytes in base64: which character set they are in, the importer finds out
     */
    public record Upload(String name, String content) {

        ImportFile file() {
            if (name == null || content == null) {
                throw new IllegalArgumentException("a file needs 'name' and 'content' (its bytes in base64)");
            }
            try {
                return new ImportFile(name, Base64.getDecoder().decode(content));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the content of file '" + name + "' is no base64", e);
            }
        }
    }

    /** The files of an import. */
    public record Uploads(List<Upload> files) {}

    /** Makes classes and exports of IRIS the project's newest revision. Nothing is deployed. */
    @POST
    @Path("iris")
    public IrisImports.Outcome iris(
            @PathParam("workspace") String workspace,
            @PathParam("project") String project,
            Uploads uploads,
            @Context SecurityContext caller) {
        return iris.run(
                workspace, project, files(uploads), caller.getUserPrincipal().getName());
    }

    /** Makes channels of Mirth the project's newest revision. Nothing is deployed. */
    @POST
    @Path("mirth")
    public MirthImports.Outcome mirth(
            @PathParam("workspace") String workspace,
            @PathParam("project") String project,
            Uploads uploads,
            @Context SecurityContext caller) {
        return mirth.run(
                workspace, project, files(uploads), caller.getUserPrincipal().getName());
    }

    private static List<ImportFile> files(Uploads uploads) {
        if (uploads == null || uploads.files() == null || uploads.files().isEmpty()) {
            throw new IllegalArgumentException("'files' is missing (expected: a list of name and content)");
        }
        return uploads.files().stream().map(Upload::file).toList();
    }
}
