package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** One reading of one message by one path. */
final class PathReading {

    /** So many values are read for {@code ()} at most. */
    private static final int MOST = 10_000;

    private final VirtualPath path;
    private final List<PathPart> groups;
    private final PathPart segment;
    private final PathPart field;
    private final Hl7Document document;
    private final PathNumbers numbers;
    private final ToIntFunction<String> keys;
    private final int[] occurrences;
    private final List<String> values = new ArrayList<>();

    PathReading(VirtualPath path, Hl7Document document, PathNumbers numbers, ToIntFunction<String> keys) {
        this.path = path;
        this.groups = path.groups();
        this.segment = path.segment();
        this.field = path.field();
        this.document = document;
        this.numbers = numbers;
        this.keys = keys;
        this.occurrences = new int[groups.size()];
    }

    String get() {
        if (path.isCounting()) {
            return String.valueOf(count());
        }
        if (segment == null) {
            return "";
        }
        group(0);
        if (!path.isSeveral()) {
            return values.isEmpty() ? "" : values.getFirst();
        }
        StringBuilder all = new StringBuilder();
        values.forEach(value -> all.append('<').append(value).append('>'));
        return all.toString();
    }

    private void group(int level) {
        if (level == groups.size()) {
            segments();
            return;
        }
        PathPart part = groups.get(level);
        if (!part.isEach()) {
            occurrences[level] = part.occurrence(keys);
            group(level + 1);
            return;
        }
        int count = groupCount(level);
        for (int i = 1; i <= count && values.size() < MOST; i++) {
            occurrences[level] = i;
            group(level + 1);
        }
    }

    private int groupCount(int level) {
        return document.tree()
                .groups(
                        path.groupNames().subList(0, level),
                        occurrences,
                        groups.get(level).name());
    }

    private void segments() {
        if (!segment.isEach()) {
            segment(segment.occurrence(keys));
            return;
        }
        int count = segmentCount();
        for (int i = 1; i <= count && values.size() < MOST; i++) {
            segment(i);
        }
    }

    private int segmentCount() {
        return path.isAnywhere()
                ? (int) document.message().segmentNames().stream()
                        .filter(segment.name()::equals)
                        .count()
                : document.tree().segments(path.groupNames(), occurrences, segment.name());
    }

    /** Which of all segments of its name it is. */
    private int number(int occurrence) {
        return path.isAnywhere()
                ? occurrence
                : document.tree().segment(path.groupNames(), occurrences, segment.name(), occurrence);
    }

    private void segment(int occurrence) {
        int number = number(occurrence);
        if (number < 1) {
            return;
        }
        Hl7Message message = document.message();
        if (field == null) {
            message.segmentText(segment.name(), number).ifPresent(values::add);
            return;
        }
        if (field.isEach()) {
            int count = message.repetitions(place(number, PathPart.FIRST));
            for (int i = 1; i <= count && values.size() < MOST; i++) {
                values.add(message.get(place(number, i)).orElse(""));
            }
            return;
        }
        int repetition = path.isWholeField() ? VirtualPath.WHOLE : field.occurrence(keys);
        values.add(message.get(place(number, repetition)).orElse(""));
    }

    private Hl7Path place(int number, int repetition) {
        return new Hl7Path(
                segment.name(), number, numbers.field(), repetition, numbers.component(), numbers.subcomponent());
    }

    /** How many there are of what the last empty brackets stand for. */
    int count() {
        for (int level = 0; level < groups.size(); level++) {
            PathPart part = groups.get(level);
            boolean isLast = level == groups.size() - 1 && segment == null;
            if (part.isCount() || (part.isEach() && isLast)) {
                return groupCount(level);
            }
            occurrences[level] = firstOf(part);
        }
        if (segment.isCount() || (segment.isEach() && field == null)) {
            return segmentCount();
        }
        int number = number(firstOf(segment));
        return number < 1 || field == null ? 0 : document.message().repetitions(place(number, PathPart.FIRST));
    }

    private int firstOf(PathPart part) {
        return part.isEach() ? PathPart.FIRST : part.occurrence(keys);
    }
}
