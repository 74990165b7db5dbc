package hie.engine.hl7;

import hie.api.setting.SettingSyntax;
import java.util.Locale;
import java.util.Optional;

/**
 * What of a message is checked: the setting Validation. Either IRIS' flags ({@code d}: there must be a structure for the message's type;
 * {@code m}: its segments must fit it; {@code z}: no Z segments; {@code -} before a letter takes it back; {@code 1} stands for
 * {@code dm-z}), or a level: {@code structure} (dm), {@code fields} (what is required and how often it may be repeated), {@code types} (what
 * stands in them, in the message's character set), {@code tables} (the codes of HL7's own tables), each with those before it. Both may
 * stand together, parted by commas, with {@code report-only}: then findings are told in the log and nothing else happens.
 *
 * @param level how deep it looks beyond the flags
 */
public record ValidationRules(
        boolean requiresStructure, boolean mapsSegments, boolean refusesZ, Level level, boolean reportsOnly) {

    /** How deep a check looks. */
    public enum Level {
        NONE,
        STRUCTURE,
        FIELDS,
        TYPES,
        TABLES;

        boolean includes(Level other) {
            return compareTo(other) >= 0;
        }
    }

    /** Nothing is checked. */
    public static final ValidationRules NONE = new ValidationRules(false, false, false, Level.NONE, false);

    private static final String EXPECTED =
            "expected: flags such as dm-z, or none, structure, fields, types or tables, and report-only, parted by commas";

    /**
     * Reads the setting's text.
     *
     * @throws IllegalArgumentException naming what cannot be and what was expected
     */
    public static ValidationRules parse(String text) {
        ValidationRules rules = NONE;
        for (String part : text.split(",", -1)) {
            rules = rules.with(part.strip().toLowerCase(Locale.ROOT));
        }
        if (rules.reportsOnly && !rules.isChecking()) {
            throw new IllegalArgumentException(
                    "'" + text + "' reports nothing, because nothing is checked (" + EXPECTED + ")");
        }
        return rules;
    }

    private ValidationRules with(String part) {
        return switch (part) {
            case "", "0", "none" -> this;
            case "1" -> withFlags("dm-z");
            case "report-only" -> new ValidationRules(requiresStructure, mapsSegments, refusesZ, level, true);
            case "structure", "fields", "types", "tables" ->
                new ValidationRules(true, true, refusesZ, Level.valueOf(part.toUpperCase(Locale.ROOT)), reportsOnly);
            default -> withFlags(part);
        };
    }

    private ValidationRules withFlags(String flags) {
        if (!flags.matches("(-?[dmz])+")) {
            throw new IllegalArgumentException("'" + flags + "' is no validation (" + EXPECTED + ")");
        }
        ValidationRules rules = this;
        for (int at = 0; at < flags.length(); at++) {
            boolean isOn = flags.charAt(at) != '-';
            at += isOn ? 0 : 1;
            rules = rules.withFlag(flags.charAt(at), isOn);
        }
        return rules;
    }

    private ValidationRules withFlag(char flag, boolean isOn) {
        return new ValidationRules(
                flag == 'd' ? isOn : requiresStructure,
                flag == 'm' ? isOn : mapsSegments,
                flag == 'z' ? isOn : refusesZ,
                level,
                reportsOnly);
    }

    /** Whether anything is checked at all. */
    public boolean isChecking() {
        return requiresStructure || mapsSegments || refusesZ || level != Level.NONE;
    }

    /** The grammar of Validation. */
    public static final class Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return SettingSyntax.faultOf(() -> parse(value));
        }
    }
}
