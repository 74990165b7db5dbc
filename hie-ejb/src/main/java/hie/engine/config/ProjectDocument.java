package hie.engine.config;

import hie.api.host.ProjectDocuments;
import hie.engine.bpl.ProcessText;
import hie.engine.bpl.ProcessTextException;
import hie.engine.golden.GoldenCase;
import hie.engine.golden.GoldenText;
import hie.engine.golden.GoldenTextException;
import hie.engine.hl7.schema.SchemaText;
import hie.engine.hl7.schema.SchemaTextException;
import hie.engine.rule.RuleText;
import hie.engine.rule.RuleTextException;
import hie.engine.script.Script;
import hie.engine.stylesheet.Stylesheet;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import hie.engine.transform.TransformText;
import hie.engine.transform.TransformTextException;
import hie.engine.xml.XmlSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text of a project beside its items: a rule set, a transform, a script, a stylesheet, a lookup table, a list, a schema, a process, a test. It is kept as it was written, comments and all,
 * so that the text in the database is the text in git.
 *
 * @param name as items and other documents name it; in one folder no two names differ in case only
 */
public record ProjectDocument(Kind kind, String name, String text) {

    /** So long may a document be, in characters. */
    public static final int MAX_CHARS = 4 * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,127}");

    /** What a document is, and where its file lies. */
    public enum Kind {
        RULES("rule set", ProjectDocuments.RULES, ".yaml"),
        TRANSFORM("transform", ProjectDocuments.TRANSFORMS, ".yaml"),
        SCRIPT("script", ProjectDocuments.SCRIPTS, ".js"),
        STYLESHEET("stylesheet", ProjectDocuments.STYLESHEETS, ".xslt"),
        TABLE("lookup table", ProjectDocuments.TABLES, ".csv"),
        LIST("list", ProjectDocuments.LISTS, ".txt"),
        SCHEMA("schema", ProjectDocuments.SCHEMAS, ".yaml"),
        XML_SCHEMA("XML schema", ProjectDocuments.XML_SCHEMAS, ".xsd"),
        PROCESS("process", ProjectDocuments.PROCESSES, ".yaml"),
        /** A golden message; it has no effect on what runs. */
        TEST("test", GoldenCase.FOLDER, ".yaml"),
        /** What an import keeps word for word because HIE has nothing of the kind (ADR 0023); it has no effect. */
        IRIS("IRIS source", "iris", ".xml"),
        /** The same of Mirth. */
        MIRTH("Mirth source", "mirth", ".xml");

        private final String text;
        private final String folder;
        private final String suffix;

        Kind(String text, String folder, String suffix) {
            this.text = text;
            this.folder = folder;
            this.suffix = suffix;
        }

        /** Whether items can use documents of the kind. */
        public boolean isUsed() {
            return this != TEST && this != IRIS && this != MIRTH;
        }

        /** In words. */
        public String text() {
            return text;
        }

        /** The folder of a project that holds the files of the kind. */
        public String folder() {
            return folder;
        }

        /** Where the document of that name lies, below the project's folder. */
        public String path(String name) {
            return folder + "/" + name + suffix;
        }

        /** The kind whose files lie in a folder. */
        public static Optional<Kind> of(String folder) {
            for (Kind kind : values()) {
                if (kind.folder.equals(folder)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        /** The name of the document that lies at a path; empty when none of the kind can. */
        Optional<String> nameIn(String path) {
            boolean isOurs = path.startsWith(folder + "/") && path.endsWith(suffix);
            return isOurs
                    ? Optional.of(path.substring(folder.length() + 1, path.length() - suffix.length()))
                            .filter(ProjectDocument::isName)
                    : Optional.empty();
        }
    }

    public ProjectDocument {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }

    /** Whether a document may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What a name may be, in words. */
    public static String nameFault() {
        return "the name of a rule set, transform, script, stylesheet, lookup table, list, schema, process or test is 1 to 128 letters, digits, blanks and . _ - and begins with a"
                + " letter or digit";
    }

    /** Where its file lies, below the project's folder. */
    public String path() {
        return kind.path(name);
    }

    /** The document that a file of a project is; empty when its place or its name is none of a document's. */
    static Optional<ProjectDocument> of(String path, String text) {
        for (Kind kind : Kind.values()) {
            Optional<ProjectDocument> found = kind.nameIn(path).map(name -> new ProjectDocument(kind, name, text));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the document by itself, a sentence each. */
    List<String> faults() {
        if (!isName(name)) {
            return List.of(nameFault());
        }
        if (text.length() > MAX_CHARS) {
            return List.of("it is too long: " + text.length() + " characters (allowed: " + MAX_CHARS + ")");
        }
        List<String> faults = new ArrayList<>();
        switch (kind) {
            case RULES -> {
                try {
                    RuleText.read(text);
                } catch (RuleTextException e) {
                    faults.addAll(e.faults());
                }
            }
            case TRANSFORM -> {
                try {
                    TransformText.read(text);
                } catch (TransformTextException e) {
                    faults.addAll(e.faults());
                }
            }
            case SCRIPT -> faults.addAll(Script.faults(name, text));
            case STYLESHEET -> {
                try {
                    Stylesheet.compile(name, text);
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            }
            case TABLE -> {
                try {
                    LookupTable.parse(text);
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            }
            case LIST -> {
                try {
                    CodeList.parse(text);
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            }
            case SCHEMA -> {
                try {
                    SchemaText.read(text);
                } catch (SchemaTextException e) {
                    faults.addAll(e.faults());
                }
            }
            case XML_SCHEMA -> {
                try {
                    XmlSchema.parse(text);
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            }
            case PROCESS -> {
                try {
                    ProcessText.read(text);
                } catch (ProcessTextException e) {
                    faults.addAll(e.faults());
                }
            }
            case TEST -> {
                try {
                    GoldenText.read(text);
                } catch (GoldenTextException e) {
                    faults.addAll(e.faults());
                }
            }
            case IRIS, MIRTH -> {}
        }
        return faults;
    }

    boolean is(Kind otherKind, String otherName) {
        return kind == otherKind && name.equals(otherName);
    }

    /** Kind, name and length: a lookup table may hold anything. */
    @Override
    public String toString() {
        return kind.text() + " " + name + " [" + text.length() + " characters]";
    }
}
