package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.console.message.TimeRange;
import hie.engine.check.Comparison;
import hie.engine.check.StoredTraffic;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.production.Projects;
import hie.store.project.Project;
import hie.store.project.Revision;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * A candidate tried on stored messages, beside what is deployed: a revision, or one with documents of it taken from files. Nothing is sent, written or deployed. For those who may
 * read messages, and noted in the log.
 */
@Named
@ViewScoped
public class CompareView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    StoredTraffic traffic;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private final CompareCriteria criteria = new CompareCriteria();
    private String id;
    private String name;
    private String workspace;
    private Integer deployed;
    private transient List<Part> uploads;
    private transient Comparison comparison;

    /** Reads the project that the page's address names; none of that name is a page not found. */
    public void load() throws IOException {
        ProjectAddress.open(() -> {
            Project project = projects.project(key());
            name = project.name();
            workspace = project.workspace().name();
            deployed = project.deployedRevision().orElse(null);
            criteria.setRevision(project.headRevision());
        });
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    /** Compares. */
    @Allowed(Right.READ_CONTENT)
    public void run() {
        comparison = null;
        notices.attempt(() -> {
            try {
                StoredTraffic.Selection selection = criteria.selection(Clock.systemDefaultZone());
                ConsoleLog.LOG.compared(caller.getName(), selection.limit(), selection.item(), workspace + "/" + name);
                comparison = traffic.compare(key(), candidate(), criteria.subject(), selection);
            } catch (IllegalArgumentException e) {
                notices.refused(e.getMessage());
            }
        });
        uploads = null;
    }

    private ProjectConfig candidate() {
        ProjectConfig candidate = projects.config(key(), criteria.getRevision());
        for (Part part : uploads == null ? List.<Part>of() : uploads) {
            if (part.getSize() > 0) {
                candidate = candidate.with(replaced(candidate, ImportView.fileName(part), text(part)));
            }
        }
        return candidate;
    }

    /** The document that a file of the same name is another version of. */
    private static ProjectDocument replaced(ProjectConfig project, String file, String text) {
        List<ProjectDocument> meant = project.documents().stream()
                .filter(document -> document.kind().isUsed())
                .filter(document -> document.path().endsWith("/" + file))
                .toList();
        if (meant.size() != 1) {
            throw new IllegalArgumentException(
                    "The revision has " + (meant.isEmpty() ? "no document" : "several documents") + " '" + file
                            + "' (expected: a file that is named as one of its documents, for example Admissions.yaml)");
        }
        return new ProjectDocument(meant.getFirst().kind(), meant.getFirst().name(), text);
    }

    private static String text(Part part) {
        try (InputStream content = part.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file could not be read; choose it once more", e);
        }
    }

    /** What came of it; {@code null} before. */
    public Comparison getComparison() {
        return comparison;
    }

    public CompareCriteria getCriteria() {
        return criteria;
    }

    /** What of the newest revision can be compared. */
    public List<String> getSubjects() {
        return CompareCriteria.subjects(projects.head(key()));
    }

    /** The items of what is deployed. */
    public List<String> getItems() {
        return deployed == null
                ? List.of()
                : projects.config(key(), deployed).items().stream()
                        .map(ItemConfig::name)
                        .sorted()
                        .toList();
    }

    /** Newest first. */
    public List<Integer> getRevisions() {
        return projects.revisions(key()).stream().map(Revision::number).toList();
    }

    public TimeRange[] getRanges() {
        return TimeRange.values();
    }

    public int getMost() {
        return StoredTraffic.MOST_MESSAGES;
    }

    /** The deployed revision; {@code null} for none. */
    public Integer getDeployed() {
        return deployed;
    }

    public String getName() {
        return name;
    }

    public String getWorkspace() {
        return workspace;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public List<Part> getUploads() {
        return uploads;
    }

    public void setUploads(List<Part> uploads) {
        this.uploads = uploads;
    }
}
