package hie.engine.imports;

import hie.engine.config.ProjectDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The documents that an import makes; no two lie at one path, not even where case does not count. */
public final class Documents {

    private static final int MAX_LENGTH = 120;

    private final List<ProjectDocument> all = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    public List<ProjectDocument> all() {
        return all;
    }

    /**
     * Adds a document.
     *
     * @return the name it got: the given one, unless that is taken or HIE does not take it
     */
    public String add(ProjectDocument.Kind kind, String wanted, String text) {
        String name = reserve(kind, wanted);
        put(kind, name, text);
        return name;
    }

    /** The name that HIE takes, as near to what was wanted as it can be. */
    public static String fitting(String wanted) {
        if (ProjectDocument.isName(wanted)) {
            return wanted;
        }
        String plain = wanted.replaceAll("[^A-Za-z0-9 _.-]", "_").strip();
        if (plain.isEmpty() || !Character.isLetterOrDigit(plain.charAt(0))) {
            plain = "Document " + plain;
        }
        return plain.substring(0, Math.min(plain.length(), MAX_LENGTH)).strip();
    }

    /** Whether there is a document of that name, or one is reserved. */
    public boolean has(ProjectDocument.Kind kind, String name) {
        return paths.contains(key(kind, name));
    }

    private static String key(ProjectDocument.Kind kind, String name) {
        return kind.path(name).toLowerCase(Locale.ROOT);
    }

    /** A name for a document that is added later, with {@link #put}. */
    public String reserve(ProjectDocument.Kind kind, String wanted) {
        String plain = fitting(wanted);
        String name = plain;
        for (int number = 2; !paths.add(key(kind, name)); number++) {
            name = plain + " " + number;
        }
        return name;
    }

    public void put(ProjectDocument.Kind kind, String reserved, String text) {
        all.add(new ProjectDocument(kind, reserved, text));
    }
}
