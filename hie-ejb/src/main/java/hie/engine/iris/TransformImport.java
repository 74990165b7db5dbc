package hie.engine.iris;

import hie.api.host.ProjectDocuments;
import hie.engine.config.ProjectDocument;
import hie.engine.format.Formats;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.XmlNode;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import hie.engine.transform.Action;
import hie.engine.transform.TransformCompiler;
import hie.engine.transform.TransformText;
import hie.engine.transform.TransformTextException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates one DTL definition; the engine itself is asked what it takes. One between classes that HIE has no
 * format for is kept word for word. One of which something was refused, or waits for another, is in the project and not used: {@link #isWhole} says so.
 */
final class TransformImport {

    private static final Pattern CALLED =
            Pattern.compile("##class\\(([\\w.%]+)\\)\\.Transform\\(|GetDTL\\([^\"]*\"([^\"]+)\"");
    /** What an assignment only waits for. */
    private static final Pattern AWAITED = Pattern.compile("there is no (lookup table|list|XML schema|schedule) '");

    private static final Pattern FAULT = Pattern.compile(", line (\\d+): (.*)", Pattern.DOTALL);

    private final IrisBundle.Definition source;
    private final Map<ProjectDocuments.Key, String> documents;
    private final ImportFaults faults = new ImportFaults();
    private String why = "";
    private DtlTranslation translation;
    private String text;

    /**
     * @param documents lookup tables, lists, and the transforms that can be called
     */
    TransformImport(IrisBundle.Definition source, Map<ProjectDocuments.Key, String> documents) {
        this.source = source;
        this.documents = documents;
        String language = DtlTranslation.language(source.root());
        if (!language.equals("objectscript")) {
            why = "its expressions are written in " + language;
        }
        translate();
    }

    private void translate() {
        int known = -1;
        while (known < faults.size() && why.isEmpty()) {
            known = faults.size();
            translation = new DtlTranslation(source, faults);
            text = TransformText.write(translation.definition());
            check();
        }
    }

    private void check() {
        try {
            List<Integer> lines = new ArrayList<>();
            lines(TransformText.read(text).actions(), lines);
            compile(lines);
        } catch (TransformTextException e) {
            why = "the engine does not read what it became: " + e.getMessage();
        }
    }

    private void compile(List<Integer> lines) {
        try {
            TransformCompiler.compile(
                    source.name(),
                    this::transform,
                    this::table,
                    this::list,
                    Formats.of(ProjectDocuments.of(documents)));
        } catch (TransformTextException e) {
            for (String fault : e.faults()) {
                Matcher where = FAULT.matcher(fault);
                int unit = where.find() ? lines.indexOf(Integer.parseInt(where.group(1))) : -1;
                XmlNode node = unit < 0 ? null : translation.units().get(unit);
                if (node == null) {
                    why = fault;
                    return;
                }
                if (node.name().equals("assign")
                        && AWAITED.matcher(where.group(2)).find()) {
                    faults.addWaiting(node, where.group(2));
                } else {
                    faults.add(node, where.group(2));
                }
            }
        }
    }

    private Optional<String> transform(String name) {
        return name.equals(source.name())
                ? Optional.of(text)
                : Optional.ofNullable(documents.get(new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, name)));
    }

    private Optional<LookupTable> table(String name) {
        return Optional.ofNullable(documents.get(new ProjectDocuments.Key(ProjectDocuments.TABLES, name)))
                .map(LookupTable::parse);
    }

    private Optional<CodeList> list(String name) {
        return Optional.ofNullable(documents.get(new ProjectDocuments.Key(ProjectDocuments.LISTS, name)))
                .map(CodeList::parse);
    }

    private static void lines(List<Action> actions, List<Integer> lines) {
        for (Action action : actions) {
            lines.add(action.line());
            switch (action) {
                case Action.When when -> lines(when.actions(), lines);
                case Action.Otherwise otherwise -> lines(otherwise.actions(), lines);
                case Action.Foreach each -> lines(each.actions(), lines);
                case Action.Group group -> lines(group.actions(), lines);
                default -> {}
            }
        }
    }

    /** Whether all of it was translated, so that it may be used. */
    boolean isWhole() {
        return why.isEmpty()
                && faults.size() == 0
                && translation.tally().isWhole()
                && translation.refused().isEmpty();
    }

    IrisReport.Transform add(Documents made, List<ImportReport.Refusal> refused) {
        if (!why.isEmpty()) {
            int found = (int) source.root()
                    .descendants()
                    .filter(node -> DtlTranslation.ACTIONS.contains(node.name()))
                    .count();
            refused.add(new ImportReport.Refusal(
                    "transform " + source.name(), "DTL of " + found + " actions", why + "; it is kept word for word"));
            String kept = source.xml().isEmpty()
                    ? ""
                    : ProjectDocument.Kind.IRIS.path(made.add(ProjectDocument.Kind.IRIS, source.name(), source.xml()));
            return new IrisReport.Transform(
                    source.name(), source.file(), kept, new ImportReport.Counts(found, 0, found), 0, false);
        }
        refused.addAll(translation.refused());
        String name = made.add(ProjectDocument.Kind.TRANSFORM, source.name(), text);
        if (isWhole()) {
            documents.put(new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, name), text);
        } else if (!source.xml().isEmpty()) {
            made.add(ProjectDocument.Kind.IRIS, source.name(), source.xml());
        }
        return new IrisReport.Transform(
                source.name(),
                source.file(),
                ProjectDocument.Kind.TRANSFORM.path(name),
                translation.tally().counts(),
                faults.waiting(),
                isWhole());
    }

    /**
     * Translates all, those that others call before these.
     *
     * @param around lookup tables; gets the transforms that can be used
     */
    static List<IrisReport.Transform> all(
            List<IrisBundle.Definition> definitions,
            Map<ProjectDocuments.Key, String> around,
            Documents made,
            List<ImportReport.Refusal> refused) {
        Map<IrisBundle.Definition, IrisReport.Transform> reports = new IdentityHashMap<>();
        List<IrisBundle.Definition> open = new ArrayList<>(definitions);
        Map<String, Integer> waiting = new HashMap<>();
        open.forEach(definition -> waiting.merge(definition.name(), 1, Integer::sum));
        while (!open.isEmpty()) {
            IrisBundle.Definition next = open.stream()
                    .filter(definition -> calls(definition).stream().noneMatch(waiting::containsKey))
                    .findFirst()
                    .orElse(open.getFirst());
            reports.put(next, new TransformImport(next, around).add(made, refused));
            open.remove(next);
            waiting.computeIfPresent(next.name(), (name, count) -> count == 1 ? null : count - 1);
        }
        return definitions.stream().map(reports::get).toList();
    }

    private static List<String> calls(IrisBundle.Definition definition) {
        List<String> calls = new ArrayList<>();
        definition.root().descendants().forEach(node -> {
            if (node.name().equals("subtransform")) {
                calls.add(node.attribute("class"));
            }
            Matcher called = CALLED.matcher(node.attribute("value"));
            while (called.find()) {
                calls.add(called.group(1) == null ? called.group(2) : called.group(1));
            }
        });
        return calls;
    }
}
