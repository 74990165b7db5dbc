package hie.console.project;

import hie.engine.bpl.ProcessDrawing;
import hie.engine.bpl.ProcessText;
import hie.engine.bpl.ProcessTextException;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** The picture of the process that an item runs, as the project's newest revision has it. */
@Named
@RequestScoped
public class ProcessView {

    @Inject
    Projects projects;

    private String id;
    private String item;
    private String projectName = "";
    private String process = "";
    private ProcessDrawing drawing;

    /** Reads what the page's address names; what is not there is a page not found. */
    public void load() throws IOException {
        try {
            UUID key = UUID.fromString(id);
            Project project = projects.project(key);
            projectName = project.name();
            draw(projects.head(key));
        } catch (NotFoundException | IllegalArgumentException | NullPointerException e) {
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext()
                    .responseSendError(HttpServletResponse.SC_NOT_FOUND, "There is no process of such an item");
            faces.responseComplete();
        }
    }

    private void draw(ProjectConfig config) {
        ItemConfig found = config.item(item).orElseThrow(() -> new NotFoundException("There is no item " + item));
        process = found.settings().getOrDefault("Process", "");
        ProjectDocument document = config.document(ProjectDocument.Kind.PROCESS, process)
                .orElseThrow(() -> new NotFoundException("Item " + item + " runs no process"));
        try {
            drawing = ProcessDrawing.of(ProcessText.read(document.text()));
        } catch (ProcessTextException e) {
            drawing = null;
        }
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getItem() {
        return item;
    }

    public void setItem(String item) {
        this.item = item;
    }

    public String getProjectName() {
        return projectName;
    }

    /** The process's name. */
    public String getProcess() {
        return process;
    }

    /** Its picture; {@code null} when the process cannot be read. */
    public ProcessDrawing getDrawing() {
        return drawing;
    }
}
