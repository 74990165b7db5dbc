package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JavaScript that steps without a script of their own stand for: mappers and message builders. */
final class StepCode {

    /** A segment that is chosen by a loop's variable: {@code tmp['OBX'][i]}. */
    private static final Pattern CHOSEN =
            Pattern.compile("^(msg|tmp)\\['([A-Z][A-Z0-9]{2})'\\]\\[([A-Za-z_$][A-Za-z0-9_$]*)\\]");

    /** How values are looked for that may not be there. */
    static final String ATTEMPT = "attempt(function () { return ";

    private StepCode() {}

    static boolean isMapper(XmlNode step) {
        return step.name().endsWith("MapperStep");
    }

    static String mapper(XmlNode step) {
        return put(step, value(step));
    }

    /** Puts something where a mapper's value goes. */
    static String put(XmlNode mapper, String value) {
        String map = switch (mapper.textOf("scope").strip().toUpperCase(Locale.ROOT)) {
            case "CONNECTOR" -> "connectorMap";
            case "GLOBAL" -> "globalMap";
            case "GLOBAL_CHANNEL" -> "globalChannelMap";
            case "RESPONSE" -> "responseMap";
            default -> "channelMap";
        };
        return map + ".put(" + ScriptParts.quoted(mapper.textOf("variable")) + ", " + value + ");";
    }

    static String builder(XmlNode step) {
        return step.textOf("messageSegment").strip() + " = " + value(step) + ";";
    }

    /** Of a message builder in a loop, what makes its segment when it is not there yet. */
    static String segment(XmlNode step) {
        Matcher chosen = CHOSEN.matcher(step.textOf("messageSegment").strip());
        return chosen.find()
                ? "if (typeof %1$s == 'xml' && %1$s['%2$s'][%3$s] === undefined) createSegment('%2$s', %1$s, %3$s);\n"
                        .formatted(chosen.group(1), chosen.group(2), chosen.group(3))
                : "";
    }

    /** What a mapper or a message builder makes of the message. */
    static String value(XmlNode step) {
        List<String> replacements = new ArrayList<>();
        for (XmlNode pair : step.first("replacements").map(XmlNode::children).orElse(List.of())) {
            replacements.add("[" + expression(pair, "left") + ", " + expression(pair, "right") + "]");
        }
        return "validate(" + ATTEMPT + expression(step, "mapping") + "; }), " + expression(step, "defaultValue") + ", ["
                + String.join(", ", replacements) + "])";
    }

    /** JavaScript as it was typed; nothing stands for an empty text. */
    private static String expression(XmlNode owner, String child) {
        String text = owner.textOf(child).strip();
        return text.isEmpty() ? "''" : text;
    }
}
