package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.imports.ImportFile;
import hie.engine.iris.IrisImports;
import hie.engine.mirth.MirthImports;
import hie.engine.production.Projects;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The page on which files of other engines are read and, when somebody has seen what they hold and wants it, made a project's newest
 * revision. Nothing is deployed.
 */
@Named
@ViewScoped
public class ImportView implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What all files of one import may hold, in bytes. {@link UploadFilter} takes no request that is much larger. */
    static final long MOST_BYTES = 16L << 20;

    /** Where files come from. */
    public enum Origin {
        IRIS,
        MIRTH
    }

    @Inject
    IrisImports iris;

    @Inject
    MirthImports mirth;

    @Inject
    Projects projects;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private Origin origin = Origin.IRIS;
    private String workspace = "default";
    private String project;
    private transient List<Part> uploads;
    private transient List<ImportFile> files;
    private transient ImportSummary summary;
    private Origin shown;

    /** Opens the page, for those who may import. */
    @Allowed(Right.CONFIGURE)
    public void open() {
        files = List.of();
    }

    /** Reads the files that were chosen, and shows what an import would make of them. Nothing is written. */
    @Allowed(Right.CONFIGURE)
    public void read() throws IOException {
        files = null;
        summary = null;
        List<Part> chosen = uploads == null
                ? List.of()
                : uploads.stream().filter(part -> part.getSize() > 0).toList();
        long bytes = chosen.stream().mapToLong(Part::getSize).sum();
        if (chosen.isEmpty()) {
            notices.refused("Choose the files to be read: none was chosen, or they are empty");
        } else if (bytes > MOST_BYTES) {
            notices.refused("These files hold " + bytes + " bytes; a page takes " + MOST_BYTES
                    + ". Import them with ./hie import, or in parts that belong together");
        } else {
            files = contents(chosen);
            shown = origin;
            summary = switch (shown) {
                case IRIS -> ImportSummary.of(iris.preview(files));
                case MIRTH -> ImportSummary.of(mirth.preview(files));
            };
        }
        uploads = null;
    }

    private static List<ImportFile> contents(List<Part> parts) throws IOException {
        List<ImportFile> contents = new ArrayList<>();
        for (Part part : parts) {
            try (InputStream content = part.getInputStream()) {
                contents.add(new ImportFile(fileName(part), content.readAllBytes()));
            }
        }
        return contents;
    }

    /** Some browsers give the folder as well. */
    static String fileName(Part part) {
        String given = part.getSubmittedFileName() == null ? "file" : part.getSubmittedFileName();
        return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    }

    /** Makes what was shown the project's newest revision, and goes there. */
    @Allowed(Right.CONFIGURE)
    public String run() {
        if (!isReady()) {
            notices.refused("Choose the files once more: they are not kept for long");
            return null;
        }
        Integer[] revision = new Integer[1];
        if (!notices.attempt(() -> revision[0] = write())) {
            return null;
        }
        if (revision[0] == null) {
            notices.refused("Nothing was imported: the files hold nothing that could be");
            return null;
        }
        ConsoleLog.LOG.projectChanged(caller.getName(), "import", workspace + "/" + project);
        notices.doneBeforeRedirect("import.done", project, String.valueOf(revision[0]));
        files = null;
        summary = null;
        return "/project/plan?faces-redirect=true&id="
                + projects.project(workspace, project).id();
    }

    private Integer write() {
        return switch (shown) {
            case IRIS -> iris.run(workspace, project, files, caller.getName()).revision();
            case MIRTH -> mirth.run(workspace, project, files, caller.getName()).revision();
        };
    }

    /** Whether files have been read and what they hold was shown. */
    public boolean isReady() {
        return files != null && !files.isEmpty() && summary != null;
    }

    /** Whether there is a project of that name, whose newest revision would be another one. */
    public boolean isKnown() {
        return project != null && projects.find(workspace, project).isPresent();
    }

    public ImportSummary getSummary() {
        return summary;
    }

    public Origin[] getOrigins() {
        return Origin.values();
    }

    public Origin getOrigin() {
        return origin;
    }

    public void setOrigin(Origin origin) {
        this.origin = origin;
    }

    public String getWorkspace() {
        return workspace;
    }

    public void setWorkspace(String workspace) {
        this.workspace = workspace;
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project;
    }

    public List<Part> getUploads() {
        return uploads;
    }

    public void setUploads(List<Part> uploads) {
        this.uploads = uploads;
    }
}
