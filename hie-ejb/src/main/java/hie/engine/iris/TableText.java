package hie.engine.iris;

import java.util.Map;

/** A lookup table as CSV (RFC 4180): key and value, without a heading. */
final class TableText {

    private TableText() {}

    static String of(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, value) ->
                text.append(quoted(key)).append(',').append(quoted(value)).append("\r\n"));
        return text.toString();
    }

    private static String quoted(String value) {
        return value.matches("[\\w .:/-]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
