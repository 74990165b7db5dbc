package hie.engine.rule;

import hie.api.host.ProjectDocuments;
import hie.engine.format.Formats;
import hie.engine.hl7.schema.Schemas;
import hie.engine.script.ScriptLibrary;
import hie.engine.script.ScriptTransform;
import hie.engine.stylesheet.Stylesheet;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import hie.engine.transform.CompiledTransform;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rules may name: the rule sets, transforms, lookup tables and lists among the documents of a project. Immutable. */
public final class RuleLibrary {

    private final ProjectDocuments documents;

    public RuleLibrary(ProjectDocuments documents) {
        this.documents = documents;
    }

    /** The schema categories that rules and transforms may name. */
    public Schemas schemas() {
        return Schemas.of(documents);
    }

    /** The formats of the messages that they are for. */
    public Formats formats() {
        return Formats.of(documents);
    }

    /**
     * A rule document, ready to run; compiled once for all who ask.
     *
     * @throws RuleTextException naming every fault with rule and line
     */
    public Optional<CompiledRules> rules(String name) {
        return documents.made(ProjectDocuments.RULES, name, CompiledRules.class, text -> compile(name, List.of()));
    }

    /** What would keep a rule document from running, a sentence each. */
    public List<String> faults(String name) {
        try {
            rules(name);
            return List.of();
        } catch (RuleTextException e) {
            return e.faults();
        }
    }

    /** Compiles a rule document that others delegate to, those being given, outermost first. */
    CompiledRules compile(String name, List<String> delegating) {
        String text = documents.text(ProjectDocuments.RULES, name).orElseThrow();
        return new RuleCompiler(name, new OtherRules(this, delegating).of(name), false).compile(RuleText.read(text));
    }

    /**
     * A rule document that others ask what it returns; compiled once for all who ask.
     *
     * @param callers those that ask, outermost first
     */
    AskedRules asked(String name, List<String> callers) {
        return documents
                .made(
                        ProjectDocuments.RULES,
                        name,
                        AskedRules.class,
                        text -> AskedRules.of(name, text, new OtherRules(this, callers)))
                .orElseThrow();
    }

    /** Whether there is a rule document of that name. */
    public boolean hasRules(String name) {
        return documents.text(ProjectDocuments.RULES, name).isPresent();
    }

    /** A lookup table; empty when there is none of that name. */
    public Optional<LookupTable> table(String name) {
        return documents.made(ProjectDocuments.TABLES, name, LookupTable.class, LookupTable::parse);
    }

    /** A list; empty when there is none of that name. */
    public Optional<CodeList> list(String name) {
        return documents.made(ProjectDocuments.LISTS, name, CodeList.class, CodeList::parse);
    }

    /**
     * A transform, ready to run; compiled once for all who ask: a transform document, else a stylesheet, else a script.
     *
     * @throws IllegalArgumentException when there is none of that name, or it cannot be run, or there are several
     */
    public MessageTransform transform(String name) {
        List<MessageTransform> found = new ArrayList<>();
        documents
                .made(ProjectDocuments.TRANSFORMS, name, CompiledTransform.class, text -> compile(name))
                .ifPresent(found::add);
        documents
                .made(ProjectDocuments.STYLESHEETS, name, Stylesheet.class, text -> Stylesheet.compile(name, text))
                .ifPresent(found::add);
        new ScriptLibrary(documents)
                .script(name)
                .map(script -> new ScriptTransform(script, name))
                .ifPresent(found::add);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    (found.isEmpty() ? "there is no transform '" : "there are several transforms '")
                            + name + "' (expected: transforms/" + name + ".yaml, stylesheets/" + name
                            + ".xslt or scripts/" + name
                            + ".js)");
        }
        return found.getFirst();
    }

    private CompiledTransform compile(String transform) {
        return TransformCompiler.compile(
                transform,
                name -> documents.text(ProjectDocuments.TRANSFORMS, name),
                this::table,
                this::list,
                formats());
    }
}
