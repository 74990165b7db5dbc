package hie.engine.iris;

import hie.api.host.ProjectDocuments;
import hie.engine.bpl.Activity;
import hie.engine.bpl.ProcessDefinition;
import hie.engine.bpl.ProcessLibrary;
import hie.engine.bpl.ProcessText;
import hie.engine.bpl.ProcessTextException;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates one BPL process; the engine itself is asked what it takes, and what it refuses is refused where it stands. A process of which
 * something was refused is not what it was: {@link #isWhole} says so.
 */
final class BplImport {

    private static final Pattern FAULT = Pattern.compile(", line (\\d+): (.*)", Pattern.DOTALL);

    private final IrisBundle.Definition source;
    private final String document;
    private final RuleImport.Context context;
    private final Map<XmlNode, String> faults = new IdentityHashMap<>();
    private BplTranslation translation;
    private String text;

    /**
     * @param document the name that the process gets
     * @throws ImportSyntaxException when the engine does not take what it became, and nobody can tell why
     */
    BplImport(IrisBundle.Definition source, String document, RuleImport.Context context) {
        this.source = source;
        this.document = document;
        this.context = context;
        int known = -1;
        while (known < faults.size()) {
            known = faults.size();
            translation = new BplTranslation(source, faults, context.target());
            text = ProcessText.write(translation.definition());
            check();
        }
    }

    private void check() {
        List<Object> written = parts(translation.definition());
        List<Object> read = parts(read());
        Map<XmlNode, String> found = new IdentityHashMap<>();
        Map<ProjectDocuments.Key, String> all = new HashMap<>(context.documents());
        all.put(new ProjectDocuments.Key(ProjectDocuments.PROCESSES, document), text);
        for (String fault : new ProcessLibrary(ProjectDocuments.of(all)).faults(document)) {
            Matcher where = FAULT.matcher(fault);
            int line = where.find() ? Integer.parseInt(where.group(1)) : -1;
            XmlNode node = null;
            for (int i = 0; i < read.size() && node == null; i++) {
                node = line(read.get(i)) == line ? translation.origin(written.get(i)) : null;
            }
            if (node == null) {
                throw new ImportSyntaxException("the engine does not take what it became: " + fault);
            }
            found.putIfAbsent(node, where.group(2));
        }
        if (!Collections.disjoint(found.keySet(), faults.keySet())) {
            throw new ImportSyntaxException("the engine does not take what was refused already");
        }
        faults.putAll(found);
    }

    private ProcessDefinition read() {
        try {
            return ProcessText.read(text);
        } catch (ProcessTextException e) {
            throw new ImportSyntaxException("the engine does not read what it became: " + e.getMessage(), e);
        }
    }

    /** Everything that has a line of its own, in order. */
    private static List<Object> parts(ProcessDefinition definition) {
        List<Object> parts = new ArrayList<>(definition.context());
        definition.activities().forEach(activity -> parts(activity, parts));
        return parts;
    }

    private static void parts(Activity activity, List<Object> parts) {
        parts.add(activity);
        switch (activity) {
            case Activity.Call call -> {
                parts.addAll(call.request());
                parts.addAll(call.response());
            }
            case Activity.Choose choose ->
                choose.cases().forEach(way -> {
                    parts.add(way);
                    way.activities().forEach(inner -> parts(inner, parts));
                });
            case Activity.While loop -> loop.activities().forEach(inner -> parts(inner, parts));
            case Activity.Sequence sequence -> sequence.activities().forEach(inner -> parts(inner, parts));
            default -> {}
        }
    }

    private static int line(Object part) {
        return switch (part) {
            case ProcessDefinition.Variable variable -> variable.line();
            case Activity.Case way -> way.line();
            case Activity activity -> activity.line();
            default -> 0;
        };
    }

    String document() {
        return document;
    }

    BplTranslation translation() {
        return translation;
    }

    /** Whether all of it was translated, so that it may run. */
    boolean isWhole() {
        return translation.isWhole();
    }

    IrisReport.Process add(Documents documents, List<ImportReport.Refusal> refused) {
        documents.put(ProjectDocument.Kind.PROCESS, document, text);
        refused.addAll(translation.refused());
        source.keepIn(documents);
        return new IrisReport.Process(
                source.name(),
                source.file(),
                ProjectDocument.Kind.PROCESS.path(document),
                translation.tally().counts(),
                isWhole());
    }
}
