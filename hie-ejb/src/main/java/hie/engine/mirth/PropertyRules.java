package hie.engine.mirth;

import hie.engine.hl7.EncodingSyntax;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How values of Mirth become values of HIE; a rule that gives nothing says that HIE cannot do what the value asks for. */
final class PropertyRules {

    private PropertyRules() {}

    /** Word for word. A value that Mirth fills in for each message is not taken. */
    static Optional<String> same(String value) {
        return value.contains("${") ? Optional.empty() : Optional.of(value.strip());
    }

    /** The pattern of a file's name. */
    static Optional<String> fileName(String value) {
        return Filled.fileName(value);
    }

    /** Milliseconds as seconds. */
    static Optional<String> seconds(String value) {
        return value.strip().matches("\\d{1,12}")
                ? Optional.of(new BigDecimal(value.strip())
                        .movePointLeft(3)
                        .stripTrailingZeros()
                        .toPlainString())
                : Optional.empty();
    }

    /** A character set for all content, whatever that says of itself. */
    static Optional<String> charset(String value) {
        String name = value.strip();
        if (name.isEmpty() || name.equals("DEFAULT_ENCODING") || name.equals("NONE")) {
            return Optional.of("");
        }
        return new EncodingSyntax().fault("!" + name).isEmpty() ? Optional.of("!" + name) : Optional.empty();
    }

    /** One of a closed list; others are told. */
    static Function<String, Optional<String>> choice(Map<String, String> values) {
        return value -> Optional.ofNullable(values.get(value.strip().toLowerCase(Locale.ROOT)));
    }
}
