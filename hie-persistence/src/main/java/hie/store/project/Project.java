package hie.store.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A project's desired state. Its life: made empty with revision 0, changed by {@linkplain #revise new revisions}, made true
 * by {@linkplain #deploy deploying} one of them, started and stopped.
 */
@Entity
@Table(name = "project")
public class Project {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    @Column(nullable = false, length = 64)
    private String name;

    @Column(nullable = false, length = 1000)
    private String description;

    @Column(name = "head_revision", nullable = false)
    private int headRevision;

    @Column(name = "deployed_revision")
    private Integer deployedRevision;

    @Column(nullable = false)
    private boolean started;

    @Version
    private int version;

    protected Project() {}

    public Project(Workspace workspace, String name, String description) {
        this.id = UUID.randomUUID();
        this.workspace = Objects.requireNonNull(workspace, "workspace");
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
    }

    /** Takes the next revision number; the caller stores the revision under it. */
    public int revise(String newDescription) {
        description = Objects.requireNonNull(newDescription, "description");
        headRevision++;
        return headRevision;
    }

    /** Wants this revision to be true. */
    public void deploy(int revision) {
        if (revision < 1 || revision > headRevision) {
            throw new IllegalArgumentException("revision: " + revision + " (expected: 1 to " + headRevision + ")");
        }
        deployedRevision = revision;
    }

    /** Wants the deployed revision to run, or to stop. */
    public void start(boolean wanted) {
        started = wanted;
    }

    public UUID id() {
        return id;
    }

    public Workspace workspace() {
        return workspace;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public int headRevision() {
        return headRevision;
    }

    /** The revision that is wanted true; empty before the first deployment. */
    public Optional<Integer> deployedRevision() {
        return Optional.ofNullable(deployedRevision);
    }

    public boolean isStarted() {
        return started;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Project project && id.equals(project.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
