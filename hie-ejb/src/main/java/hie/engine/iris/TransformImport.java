package hie.engine.iris;

import hie.engine.config.ProjectDocument;
import java.util.List;
import java.util.Set;

/** DTL: read, counted and kept word for word, until HIE has transforms of its own to make of it. */
final class TransformImport {

    /** What a transform does, as the report counts it. */
    static final Set<String> ACTIONS = Set.of(
            "assign",
            "if",
            "foreach",
            "subtransform",
            "code",
            "sql",
            "trace",
            "switch",
            "case",
            "default",
            "group",
            "break",
            "python",
            "xslt");

    private final IrisBundle.Definition source;
    private final List<ImportReport.Refusal> refused;

    TransformImport(IrisBundle.Definition source, List<ImportReport.Refusal> refused) {
        this.source = source;
        this.refused = refused;
    }

    ImportReport.Transform translate(Documents documents) {
        int found = (int) source.root()
                .descendants()
                .filter(node -> ACTIONS.contains(node.name()))
                .count();
        String document =
                source.xml().isEmpty() ? "" : documents.add(ProjectDocument.Kind.IRIS, source.name(), source.xml());
        refused.add(new ImportReport.Refusal(
                "transform " + source.name(),
                "DTL of " + found + " actions",
                "HIE has no transforms yet; it is kept word for word"));
        return new ImportReport.Transform(
                source.name(), source.file(), document, new ImportReport.Counts(found, 0, found), false);
    }
}
