package hie.engine.transform;

import hie.engine.hl7.schema.Hl7Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells out an assignment that copies several places of the source at once, as IRIS has it: all occurrences, {@code target.{OBX()}} of
 * {@code source.{OBX()}}, or a whole group. What comes of it are loops and assignments of single places.
 */
final class CopyOfMany {

    private static final Pattern PATH = Pattern.compile("(?i)(source|target)\\.\\{([^{}]*)}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}(\\([%\\w]*\\))?");
    private static final String ALL = "()";

    private final Optional<Hl7Structure> source;
    private final Optional<Hl7Structure> target;
    private final int line;
    private int keys;

    private CopyOfMany(Optional<Hl7Structure> source, Optional<Hl7Structure> target, int line) {
        this.source = source;
        this.target = target;
        this.line = line;
    }

    /**
     * The actions that an assignment stands for; empty when it is of one place.
     *
     * @param source the source's structure
     * @param target the target's structure
     */
    static Optional<List<Action>> spelledOut(
            Action.Set set, Optional<Hl7Structure> source, Optional<Hl7Structure> target) {
        Optional<String> to = path(set.property(), TransformNames.TARGET);
        Optional<String> from = path(set.value(), TransformNames.SOURCE);
        if (to.isEmpty() || from.isEmpty() || count(to.get()) != count(from.get())) {
            return Optional.empty();
        }
        if (count(to.get()) == 0 && !(isGroup(to.get()) && isGroup(from.get()))) {
            return Optional.empty();
        }
        CopyOfMany copy = new CopyOfMany(source, target, set.line());
        String where = copy.isOutside(to.get()) && copy.isOutside(from.get()) ? "/" : "";
        return Optional.of(copy.copy(where + to.get(), where + from.get()));
    }

    /** A segment that both structures have outside of groups is copied from there to there, and not those that lie in groups. */
    private boolean isOutside(String path) {
        String segment = path.length() < 3 ? "" : path.substring(0, 3);
        return path.split("[:-]")[0].indexOf('.') < 0
                && SEGMENT.matcher(path.split("[:-]")[0].replace(ALL, "")).matches()
                && source.filter(structure -> structure.hasPath(List.of(), segment))
                        .isPresent()
                && target.filter(structure -> structure.hasPath(List.of(), segment))
                        .isPresent();
    }

    private static Optional<String> path(String text, String root) {
        Matcher path = PATH.matcher(text.strip());
        return path.matches() && path.group(1).equalsIgnoreCase(root)
                ? Optional.of(path.group(2).strip())
                : Optional.empty();
    }

    private static int count(String path) {
        return path.split(Pattern.quote(ALL), -1).length - 1;
    }

    private static boolean isGroup(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1).replaceFirst("^/", "");
        return path.indexOf(':') < 0
                && path.indexOf('-') < 0
                && !SEGMENT.matcher(last).matches();
    }

    private List<Action> copy(String to, String from) {
        int all = from.indexOf(ALL);
        if (all >= 0) {
            String key = "%each" + ++keys;
            String loop = from.substring(0, all + ALL.length());
            return List.of(new Action.Foreach(
                    "source.{" + loop + "}",
                    key,
                    copy(to.replaceFirst("\\(\\)", "(" + key + ")"), from.replaceFirst("\\(\\)", "(" + key + ")")),
                    false,
                    line));
        }
        if (!isGroup(to)) {
            return List.of(new Action.Set("target.{" + to + "}", "source.{" + from + "}", false, line));
        }
        List<Action> actions = new ArrayList<>();
        for (Hl7Structure part : parts(from)) {
            String name = "." + part.name() + (part.repeats() ? ALL : "");
            actions.addAll(copy(to + name, from + name));
        }
        return actions;
    }

    private List<Hl7Structure> parts(String group) {
        Optional<Hl7Structure> at = source;
        for (String name : group.replaceAll("\\([^()]*\\)", "").split("\\.")) {
            at = at.flatMap(outer -> outer.group(name));
        }
        return at.map(Hl7Structure::children)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + group + "' is no group of the source's structure, which sourceDocType names"));
    }
}
