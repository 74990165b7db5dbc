package hie.engine.iris;

import hie.engine.config.ProjectDocument;
import java.util.List;
import java.util.Set;

/** BPL: read, counted and kept word for word. Nothing runs it. */
final class ProcessImport {

    /** The activities of BPL, as the report counts them. */
    static final Set<String> ACTIVITIES = Set.of(
            "call",
            "sync",
            "reply",
            "delay",
            "rule",
            "transform",
            "assign",
            "if",
            "switch",
            "while",
            "until",
            "foreach",
            "flow",
            "branch",
            "label",
            "code",
            "sql",
            "xpath",
            "xslt",
            "trace",
            "alert",
            "milestone",
            "scope",
            "throw",
            "compensate",
            "empty",
            "sequence",
            "break",
            "continue");

    private ProcessImport() {}

    static ImportReport.Process keep(
            IrisBundle.Definition definition, Documents documents, List<ImportReport.Refusal> refused) {
        int activities = (int) definition
                .root()
                .descendants()
                .filter(node -> ACTIVITIES.contains(node.name()))
                .count();
        String document = definition.xml().isEmpty()
                ? ""
                : documents.add(ProjectDocument.Kind.IRIS, definition.name(), definition.xml());
        refused.add(new ImportReport.Refusal(
                "process " + definition.name(),
                "BPL of " + activities + " activities",
                document.isEmpty()
                        ? "HIE does not run BPL, and it does not stand by itself in its file"
                        : "HIE does not run BPL; it is kept word for word"));
        return new ImportReport.Process(definition.name(), definition.file(), document, activities);
    }
}
