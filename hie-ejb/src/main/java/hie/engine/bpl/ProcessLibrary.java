package hie.engine.bpl;

import hie.api.host.ProjectDocuments;
import hie.engine.rule.RuleLibrary;
import java.util.List;
import java.util.Optional;

/** The processes among the documents of a project, with the rules, transforms and tables that they name. Immutable. */
public final class ProcessLibrary {

    private final ProjectDocuments documents;

    public ProcessLibrary(ProjectDocuments documents) {
        this.documents = documents;
    }

    /**
     * A process, ready to run; compiled once for all who ask.
     *
     * @throws ProcessTextException naming every fault with its line
     */
    public Optional<CompiledProcess> process(String name) {
        return documents.made(
                ProjectDocuments.PROCESSES,
                name,
                CompiledProcess.class,
                text -> ProcessCompiler.compile(name, ProcessText.read(text), new RuleLibrary(documents)));
    }

    /** What would keep a process from running, a sentence each. */
    public List<String> faults(String name) {
        try {
            process(name);
            return List.of();
        } catch (ProcessTextException e) {
            return e.faults();
        }
    }
}
