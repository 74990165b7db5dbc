package hie.store.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.UUID;

/** A tenant: owns projects. Nothing crosses it. Its name never changes, because queues and traces carry it. */
@Entity
@Table(name = "workspace")
public class Workspace {

    @Id
    private UUID id;

    @Column(nullable = false, unique = true, length = 64)
    private String name;

    @Column(nullable = false, length = 1000)
    private String description;

    @Version
    private int version;

    protected Workspace() {}

    public Workspace(String name, String description) {
        this.id = UUID.randomUUID();
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
    }

    /** Gives it another description. */
    public void describe(String newDescription) {
        description = Objects.requireNonNull(newDescription, "description");
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Workspace workspace && name.equals(workspace.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
