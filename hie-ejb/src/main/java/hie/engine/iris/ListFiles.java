package hie.engine.iris;

import hie.engine.table.CodeList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that are no exports: those whose names functions of files name are lists. */
final class ListFiles {

    private static final Pattern ASKS = Pattern.compile("(?i)InFile(?:Column)?\\s*\\(");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    private final Map<String, String> texts = new LinkedHashMap<>();

    void add(String file, String text) {
        texts.put(file, text);
    }

    /** Takes the lists out, by name; what is left is read by nothing. */
    Map<String, String> takeLists(List<IrisBundle.Definition> definitions) {
        Set<String> asked = new HashSet<>();
        if (!texts.isEmpty()) {
            definitions.forEach(definition -> asked(definition, asked));
        }
        Map<String, String> lists = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, String>> files = texts.entrySet().iterator(); files.hasNext(); ) {
            Map.Entry<String, String> file = files.next();
            String name = CodeList.nameOf(file.getKey());
            if (asked.contains(name)) {
                lists.put(name, file.getValue());
                files.remove();
            }
        }
        return lists;
    }

    private static void asked(IrisBundle.Definition definition, Set<String> asked) {
        definition
                .root()
                .descendants()
                .flatMap(node -> Stream.concat(node.attributes().values().stream(), Stream.of(node.text())))
                .filter(text -> ASKS.matcher(text).find())
                .forEach(text -> {
                    Matcher literals = LITERAL.matcher(text);
                    while (literals.find()) {
                        asked.add(CodeList.nameOf(literals.group(1)));
                    }
                });
    }

    Set<String> names() {
        return texts.keySet();
    }
}
