package hie.engine.script;

import hie.api.host.ProjectDocuments;
import java.util.List;
import java.util.Optional;

/** The scripts among the documents of a project. Immutable. */
public final class ScriptLibrary {

    private final ProjectDocuments documents;

    public ScriptLibrary(ProjectDocuments documents) {
        this.documents = documents;
    }

    /**
     * A script, ready to run; compiled once for all who ask.
     *
     * @throws ScriptSyntaxException naming what is wrong with it, with script and line
     */
    public Optional<Script> script(String name) {
        return documents.made(ProjectDocuments.SCRIPTS, name, Script.class, text -> compile(name, text));
    }

    private Script compile(String name, String text) {
        try {
            return Script.compile(name, text, other -> documents.text(ProjectDocuments.SCRIPTS, other));
        } catch (ScriptSyntaxException e) {
            throw new ScriptSyntaxException(e.faults().stream()
                    .map(fault -> "script '" + name + "', " + fault)
                    .toList());
        }
    }

    /** What would keep a script from running, a sentence each. */
    public List<String> faults(String name) {
        try {
            script(name);
            return List.of();
        } catch (ScriptSyntaxException e) {
            return e.faults();
        }
    }
}
