package hie.engine.golden;

import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.DocumentException;
import hie.engine.document.Format;
import hie.engine.document.TreeDocument;
import hie.engine.format.Formats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where two messages differ, by path: HL7 v2 by segments and fields, JSON and XML by members and items, anything else by lines. What their formats
 * do not tell apart, such as separators behind the last field, is no difference.
 */
final class MessageDifferences {

    /** Of larger messages in JSON or XML lines are compared. */
    private static final int LARGEST_TREE = 256 * 1024;

    private MessageDifferences() {}

    static List<Difference> between(Message expected, Message actual, Ignored ignored) {
        if (Arrays.equals(expected.body().bytes(), actual.body().bytes())) {
            return List.of();
        }
        boolean isHl7 = MessageText.isHl7(expected);
        if (isHl7 != MessageText.isHl7(actual)) {
            return List.of(new Difference("format", format(expected), format(actual)));
        }
        if (isHl7) {
            return Hl7Differences.between(MessageText.of(expected), MessageText.of(actual), ignored);
        }
        Optional<Map<String, String>> before = tree(expected);
        Optional<Map<String, String>> after = tree(actual);
        if (before.isPresent() && after.isPresent()) {
            return format(expected).equals(format(actual))
                    ? ofValues(before.get(), after.get(), ignored)
                    : List.of(new Difference("format", format(expected), format(actual)));
        }
        return ofValues(lines(expected), lines(actual), ignored);
    }

    private static String format(Message message) {
        return MessageText.isHl7(message)
                ? Formats.STANDARD.hl7().name()
                : Formats.STANDARD.formatOf(message).map(Format::name).orElse("text");
    }

    /** The values of a message that is a tree; empty when it is none, or cannot be read. */
    private static Optional<Map<String, String>> tree(Message message) {
        Optional<Format> format = Formats.STANDARD.formatOf(message).filter(found -> !Formats.isHl7(found));
        if (format.isEmpty() || message.body().size() > LARGEST_TREE) {
            return Optional.empty();
        }
        try {
            Document document = format.get().read(message);
            return document instanceof TreeDocument tree ? Optional.of(TreeValues.of(tree.root())) : Optional.empty();
        } catch (DocumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, String> lines(Message message) {
        Map<String, String> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line : MessageText.of(message).split("\\R", -1)) {
            lines.put("line " + ++number, line);
        }
        return lines;
    }

    private static List<Difference> ofValues(
            Map<String, String> expected, Map<String, String> actual, Ignored ignored) {
        Set<String> paths = new LinkedHashSet<>(expected.keySet());
        paths.addAll(actual.keySet());
        List<Difference> found = new ArrayList<>();
        for (String path : paths) {
            String before = expected.getOrDefault(path, "");
            String after = actual.getOrDefault(path, "");
            if (!before.equals(after) && !ignored.covers(path)) {
                found.add(new Difference(path, before, after));
            }
        }
        return found;
    }
}
