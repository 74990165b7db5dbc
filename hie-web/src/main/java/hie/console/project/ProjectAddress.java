package hie.console.project;

import hie.engine.production.NotFoundException;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** The project that a page's address names. */
public final class ProjectAddress {

    private ProjectAddress() {}

    /** The project's key. */
    public static UUID key(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException | NullPointerException noId) {
            throw new NotFoundException("There is no project with id " + id);
        }
    }

    /** Reads a page; when what its address names is not there, it is a page not found. */
    public static void open(Runnable page) throws IOException {
        try {
            page.run();
        } catch (NotFoundException e) {
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, e.getMessage());
            faces.responseComplete();
        }
    }
}
