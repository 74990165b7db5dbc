package hie.engine.iris;

import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a set of files holds, before anything is made of it. Filled by {@link IrisReader}. */
final class IrisBundle {

    /**
     * A definition in XML: of a rule, a transform, a process or a schema.
     *
     * @param name its class
     * @param parameters of its class
     * @param root the definition
     * @param xml the same, word for word
     */
    record Definition(String name, String file, Map<String, String> parameters, XmlNode root, String xml) {

        /** Keeps it word for word; one that does not stand by itself in its file cannot be. */
        void keepIn(Documents documents) {
            if (!xml.isEmpty()) {
                documents.add(ProjectDocument.Kind.IRIS, name, xml);
            }
        }
    }

    /** An XML schema, word for word. */
    record XmlSchemaFile(String file, String text) {}

    final List<IrisProduction> productions = new ArrayList<>();
    final List<Definition> rules = new ArrayList<>();
    final List<Definition> transforms = new ArrayList<>();
    final List<Definition> processes = new ArrayList<>();

    /** Schema categories of HL7. */
    final List<Definition> schemas = new ArrayList<>();

    /** XML schemas by name. */
    final Map<String, XmlSchemaFile> xmlSchemas = new LinkedHashMap<>();

    /** Values by key, by table. */
    final Map<String, Map<String, String>> tables = new LinkedHashMap<>();

    /** The texts of lists by name. */
    final Map<String, String> lists = new LinkedHashMap<>();

    /** The names of all classes that the files hold, whatever these are. */
    final List<String> classes = new ArrayList<>();

    final List<ImportReport.Refusal> refused = new ArrayList<>();

    /** Files, and blocks in them, that could not be read; what they hold is not known. */
    final List<String> unread = new ArrayList<>();

    boolean isEmpty() {
        return productions.isEmpty()
                && rules.isEmpty()
                && transforms.isEmpty()
                && processes.isEmpty()
                && schemas.isEmpty()
                && xmlSchemas.isEmpty()
                && tables.isEmpty();
    }

    void refuse(String where, String what, String why) {
        refused.add(new ImportReport.Refusal(where, what, why));
    }

    void unreadable(String where, String what, String why) {
        unread.add(where);
        refuse(where, what, why);
    }
}
