package hie.engine.mirth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that Mirth fills in for each message: {@code ${name}}. Those with more of Velocity in them have no equal. */
final class Filled {

    private static final Pattern NAME = Pattern.compile("\\$\\{([^{}]*)\\}");
    private static final Pattern DATE = Pattern.compile("date\\.get\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** Calls, variables without braces, directives: more than names. */
    private static final Pattern MORE = Pattern.compile(
            "\\$!?[{A-Za-z]|#(#|\\*|\\[\\[|\\{?(set|if|elseif|else|end|foreach|include|parse|macro|stop|break|evaluate|define)\\b)");

    private static final Map<String, String> KNOWN = Map.of(
            "message.encodedData", "connectorMessage.getEncodedData()",
            "message.transformedData", "connectorMessage.getTransformedData()",
            "message.rawData", "connectorMessage.getRawData()",
            "message.messageId", "connectorMessage.getMessageId()",
            "channelName", "channelName",
            "UUID", "UUIDGenerator.getUUID()",
            "SYSTIME", "String(Date.now())");

    private static final Map<String, String> IN_FILE_NAMES = Map.of(
            "message.messageId", "%{MessageId}",
            "UUID", "%{MessageId}",
            "originalFilename", "%f");

    /** Longer ones first. */
    private static final Map<String, String> IN_DATES = new LinkedHashMap<>();

    static {
        IN_DATES.put("SSS", "%3f");
        IN_DATES.put("yyyy", "%Y");
        IN_DATES.put("MM", "%m");
        IN_DATES.put("dd", "%d");
        IN_DATES.put("HH", "%H");
        IN_DATES.put("mm", "%M");
        IN_DATES.put("ss", "%S");
    }

    private Filled() {}

    /** An expression of JavaScript that makes the text; empty when there is none. */
    static Optional<String> expression(String text) {
        StringBuilder sum = new StringBuilder();
        int end = 0;
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            Optional<String> value = value(names.group(1).strip());
            String before = text.substring(end, names.start());
            if (value.isEmpty() || MORE.matcher(before).find()) {
                return Optional.empty();
            }
            add(sum, before);
            sum.append(sum.isEmpty() ? "'' + " : " + ").append(value.get());
            end = names.end();
        }
        String rest = text.substring(end);
        if (MORE.matcher(rest).find()) {
            return Optional.empty();
        }
        add(sum, rest);
        return Optional.of(sum.isEmpty() ? "''" : sum.toString());
    }

    private static void add(StringBuilder sum, String text) {
        if (!text.isEmpty()) {
            sum.append(sum.isEmpty() ? "" : " + ").append(ScriptParts.quoted(text));
        }
    }

    private static Optional<String> value(String name) {
        Matcher date = DATE.matcher(name);
        if (date.matches()) {
            return Optional.of("DateUtil.getCurrentDate(" + ScriptParts.quoted(date.group(1)) + ")");
        }
        return Optional.ofNullable(KNOWN.get(name))
                .or(() -> PLAIN.matcher(name).matches()
                        ? Optional.of("$(" + ScriptParts.quoted(name) + ")")
                        : Optional.empty());
    }

    /** The pattern of a file's name; empty when it needs a value that only a script knows. */
    static Optional<String> fileName(String text) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        String plain = text.strip().replace("%", "%%");
        Matcher names = NAME.matcher(plain);
        while (names.find()) {
            Optional<String> value = inFileName(names.group(1).strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            pattern.append(plain, end, names.start()).append(value.get());
            end = names.end();
        }
        return Optional.of(pattern.append(plain.substring(end)).toString());
    }

    private static Optional<String> inFileName(String name) {
        Matcher date = DATE.matcher(name);
        if (!date.matches()) {
            return Optional.ofNullable(IN_FILE_NAMES.get(name));
        }
        String pattern = date.group(1);
        for (Map.Entry<String, String> letter : IN_DATES.entrySet()) {
            pattern = pattern.replace(letter.getKey(), letter.getValue());
        }
        return pattern.replaceAll("%3f|%[YmdHMS]", "").matches("[-_. ]*") ? Optional.of(pattern) : Optional.empty();
    }
}
