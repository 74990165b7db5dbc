package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.engine.hl7.Hl7Finding.Code;
import hie.engine.hl7.ValidationRules.Level;
import hie.engine.hl7.schema.Hl7Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the fields of one message against what its version says of them. Walks through the bytes once; values are looked at as characters
 * of the bytes' numbers, which is enough for what is checked. A segment that is not part of the version is left alone.
 */
final class FieldCheck {

    /** Longer fields are documents and pictures; their values are not looked at. */
    private static final int LONGEST_FIELD = 65_536;

    private static final String NULL = "\"\"";

    private final byte[] bytes;
    private final Hl7Schema schema;
    private final Level level;
    private final char field;
    private final char component;
    private final char repetition;
    private final char subcomponent;
    private final List<Hl7Finding> findings = new ArrayList<>();
    private int most;

    FieldCheck(Hl7Message message, byte[] bytes, Hl7Schema schema, Level level) {
        this.bytes = bytes;
        this.schema = schema;
        this.level = level;
        this.field = (char) (message.fieldSeparator() & 0xFF);
        String encoding = message.headerText(2).orElse("");
        this.component = at(encoding, 0, '^');
        this.repetition = at(encoding, 1, '~');
        this.subcomponent = at(encoding, 3, '&');
    }

    private static char at(String encoding, int index, char absent) {
        return index < encoding.length() ? encoding.charAt(index) : absent;
    }

    /** The first so many findings. */
    List<Hl7Finding> findings(int limit) {
        most = limit;
        Map<String, Integer> seen = new HashMap<>();
        int start = Hl7Batch.hasByteOrderMark(bytes) ? 3 : 0;
        while (start < bytes.length && findings.size() < most) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
                end++;
            }
            if (end - start >= 3) {
                String name = new String(bytes, start, 3, StandardCharsets.ISO_8859_1);
                int occurrence = seen.merge(name, 1, Integer::sum);
                List<Hl7Schema.Part> parts = schema.fields(name);
                if (!parts.isEmpty()) {
                    new Segment(name, occurrence, parts, start, end).check();
                }
            }
            start = end + 1;
        }
        return findings;
    }

    /** One segment. */
    private final class Segment {

        private final String name;
        private final int occurrence;
        private final List<Hl7Schema.Part> parts;
        private final int end;
        private final boolean isHeader;
        private int at;
        private String valueType = "";

        Segment(String name, int occurrence, List<Hl7Schema.Part> parts, int start, int end) {
            this.name = name;
            this.occurrence = occurrence;
            this.parts = parts;
            this.end = end;
            this.isHeader = name.equals("MSH");
            this.at = Math.min(end, start + 4);
        }

        void check() {
            for (int number = isHeader ? 2 : 1; number <= parts.size() && findings.size() < most; number++) {
                int to = at;
                while (to < end && bytes[to] != (byte) field) {
                    to++;
                }
                if (!isHeader || number > 2) {
                    check(number, parts.get(number - 1), at, to);
                }
                at = Math.min(end, to + 1);
            }
        }

        private void check(int number, Hl7Schema.Part part, int from, int to) {
            if (from == to) {
                if (part.isRequired()) {
                    find(
                            number,
                            0,
                            0,
                            Code.REQUIRED_FIELD_MISSING,
                            "has no value, and " + schema.title() + " demands one (" + part.name() + ")");
                }
                return;
            }
            int repetitions = count(from, to);
            if (part.repetitions() > 0 && repetitions > part.repetitions()) {
                find(
                        number,
                        0,
                        0,
                        Code.DATA_TYPE,
                        "has " + repetitions + " repetitions; " + schema.title() + " allows " + part.repetitions());
            }
            if (level.includes(Level.TYPES)) {
                values(number, part, from, to);
            }
        }

        private int count(int from, int to) {
            int count = 1;
            for (int i = from; i < to; i++) {
                count += bytes[i] == (byte) repetition ? 1 : 0;
            }
            return count;
        }

        private void values(int number, Hl7Schema.Part part, int from, int to) {
            boolean isValue = name.equals("OBX") && number == 5;
            String type = isValue ? valueType : part.type();
            if (to - from > LONGEST_FIELD
                    || !DataTypes.isChecked(type)
                            && part.table().isEmpty()
                            && schema.components(type).isEmpty()) {
                rememberType(number, from, to);
                return;
            }
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            int repeated = 0;
            for (String value : split(text, repetition)) {
                repeated++;
                value(number, repeated, type, part.table(), value);
            }
            rememberType(number, from, to);
        }

        private void rememberType(int number, int from, int to) {
            if (name.equals("OBX") && number == 2) {
                valueType = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            }
        }

        private void value(int number, int repeated, String type, String table, String value) {
            List<Hl7Schema.Part> inner = schema.components(type);
            if (inner.isEmpty()) {
                single(number, repeated, 0, type, table, value);
                return;
            }
            List<String> components = split(value, component);
            for (int i = 0; i < components.size() && i < inner.size(); i++) {
                Hl7Schema.Part part = inner.get(i);
                String whole = components.get(i);
                List<Hl7Schema.Part> innermost = schema.components(part.type());
                if (innermost.isEmpty()) {
                    single(number, repeated, i + 1, part.type(), part.table(), whole);
                } else {
                    List<String> subcomponents = split(whole, subcomponent);
                    for (int j = 0; j < subcomponents.size() && j < innermost.size(); j++) {
                        Hl7Schema.Part leaf = innermost.get(j);
                        single(number, repeated, i + 1, leaf.type(), leaf.table(), subcomponents.get(j));
                    }
                }
            }
        }

        private void single(int number, int repeated, int inner, String type, String table, String value) {
            if (value.isEmpty() || value.equals(NULL)) {
                return;
            }
            DataTypes.fault(type, value).ifPresent(fault -> find(number, repeated, inner, Code.DATA_TYPE, fault));
            if (!table.isEmpty() && level.includes(Level.TABLES) && !schema.allows(table, value)) {
                find(number, repeated, inner, Code.TABLE_VALUE, "holds no code of " + title(table));
            }
        }

        private static String title(String table) {
            return table.matches("\\d{1,4}") ? "HL7 table " + "0".repeat(4 - table.length()) + table : "table " + table;
        }

        private void find(int number, int repeated, int inner, Code code, String text) {
            if (findings.size() < most) {
                findings.add(new Hl7Finding(name, occurrence, number, repeated, inner, code, text));
            }
        }
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
