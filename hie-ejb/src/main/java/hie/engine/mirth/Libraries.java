package hie.engine.mirth;

import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.XmlNode;
import hie.engine.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Code templates: the functions of a library become a script that others include. */
final class Libraries {

    private record Library(String document, String code, Set<String> names) {}

    /** The lookup table that Mirth's configuration map becomes. */
    static final String CONFIGURATION = "configuration";

    private static final Pattern READS_CONFIGURATION = Pattern.compile("\\$cfg\\b|\\bconfigurationMap\\b");

    private final List<Library> all = new ArrayList<>();
    private final List<MirthReport.Library> reports = new ArrayList<>();
    private boolean readConfiguration;

    List<MirthReport.Library> reports() {
        return reports;
    }

    /** Adds one; a template that the sandbox does not take is left out and told. */
    void add(MirthFiles.Library library, Documents documents, List<ImportReport.Refusal> refused) {
        StringBuilder code = new StringBuilder();
        List<XmlNode> templates = library.root()
                .descendants()
                .filter(node -> node.name().equals("codeTemplate"))
                .toList();
        for (XmlNode template : templates) {
            XmlNode properties = template.first("properties").orElse(template);
            String text = properties.textOf("code");
            String name = template.textOf("name").strip();
            List<String> faults = Script.faults("template", text);
            if (!properties.textOf("type").strip().matches("FUNCTION|") || text.isBlank()) {
                continue;
            }
            if (faults.isEmpty()) {
                code.append(text.strip()).append("\n\n");
            } else {
                refused.add(new ImportReport.Refusal(
                        "library " + library.name(), "code template " + name, faults.getFirst()));
            }
        }
        String document = documents.reserve(ProjectDocument.Kind.SCRIPT, library.name());
        all.add(new Library(document, code.toString(), Script.declaredNames(code.toString())));
        reports.add(new MirthReport.Library(library.name(), document, templates.size()));
    }

    /** Writes them, each including those that it needs, and tells which of their functions use what is not there. */
    void write(Documents documents, List<ImportReport.Refusal> refused) {
        Set<String> known = new TreeSet<>(Script.knownNames());
        known.addAll(names());
        for (Library library : all) {
            Set<String> unknown = Script.unknownNames(library.code(), known);
            if (!unknown.isEmpty()) {
                refused.add(new ImportReport.Refusal(
                        "library " + library.document(),
                        "code templates",
                        "they use " + String.join(", ", unknown) + ", which scripts do not have here"));
            }
            String includes = needed(library.code()).stream()
                    .filter(other -> !other.equals(library.document()))
                    .map(other -> "include(" + ScriptParts.quoted(other) + ");\n")
                    .collect(Collectors.joining());
            documents.put(ProjectDocument.Kind.SCRIPT, library.document(), includes + library.code());
        }
    }

    /** Whether code reads Mirth's configuration map, or calls a library's function that may. */
    boolean readsConfiguration(String code) {
        Set<String> needed = needed("(function () {" + code + "\n})();");
        boolean reads = Stream.concat(
                        Stream.of(code),
                        all.stream()
                                .filter(library -> needed.contains(library.document()))
                                .map(Library::code))
                .anyMatch(text -> READS_CONFIGURATION.matcher(text).find());
        readConfiguration |= reads;
        return reads;
    }

    /** Makes the table of the configuration map, when something reads it: the files do not hold its values. */
    void writeConfiguration(Documents documents, List<ImportReport.Refusal> refused) {
        if (readConfiguration) {
            String table = documents.add(ProjectDocument.Kind.TABLE, CONFIGURATION, "");
            refused.add(new ImportReport.Refusal(
                    "lookup table " + table,
                    "configuration map",
                    "scripts read it, and channels do not hold its values: write them into tables/" + table
                            + ".csv, a line KEY,VALUE each"));
        }
    }

    /** The names of all functions. */
    Set<String> names() {
        return all.stream().flatMap(library -> library.names().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The scripts that code needs, by the names that it takes from outside. */
    Set<String> needed(String code) {
        Set<String> free = Script.unknownNames(code, Set.of());
        Map<String, String> owners = new LinkedHashMap<>();
        all.forEach(library -> library.names().forEach(name -> owners.putIfAbsent(name, library.document())));
        return free.stream()
                .filter(owners::containsKey)
                .map(owners::get)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
