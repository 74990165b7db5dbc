package hie.engine.iris;

import hie.engine.hl7.EncodingSyntax;
import hie.engine.reply.ReplyCodeActions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How values of IRIS become values of HIE; a rule that gives nothing says that HIE cannot do what the value asks for. */
final class ValueRule {

    private ValueRule() {}

    /** Word for word: the unit and the meaning are the same. */
    static Optional<String> same(String value) {
        return Optional.of(value);
    }

    /** As {@link #same}, but an empty value counts as absent: HIE's default is IRIS' then. */
    static Optional<String> sameUnlessEmpty(String value) {
        return Optional.of(value.strip());
    }

    static Optional<String> flag(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> Optional.of("true");
            case "0", "false", "" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    /** What to do upon failures, of an operation that gets no reply codes. */
    static Optional<String> failures(String value) {
        String actions = value.strip();
        return actions.isEmpty()
                        || new ReplyCodeActions.FailureSyntax().fault(actions).isEmpty()
                ? Optional.of(actions)
                : Optional.empty();
    }

    /** A character set; IRIS' own tables ({@code @name}) and its system's default have no equal. */
    static Optional<String> encoding(String value) {
        String name = value.strip();
        return name.isEmpty() || new EncodingSyntax().fault(name).isEmpty() ? Optional.of(name) : Optional.empty();
    }

    /** One of a closed list. */
    static Function<String, Optional<String>> choice(Map<String, String> values) {
        return value -> Optional.ofNullable(values.get(value.strip()));
    }

    /** Seconds, where -1 means for ever and HIE writes 0; 0, at once, has no equal. */
    static Optional<String> secondsOrForEver(String value) {
        return switch (value.strip()) {
            case "-1", "" -> Optional.of("0");
            case "0" -> Optional.empty();
            default -> Optional.of(value.strip());
        };
    }

    /** {@code address (name)}: the name is for people. */
    static Optional<String> address(String value) {
        String address = value.replaceFirst("\\s*\\(.*\\)\\s*$", "").strip();
        return Optional.of(address);
    }

    /** A destination; with {@code !} IRIS waits for the destination to call, which HIE does not. */
    static Optional<String> destination(String value) {
        return value.strip().startsWith("!") ? Optional.empty() : Optional.of(value.strip());
    }

    /** Several mail addresses: IRIS parts them by semicolons as well. */
    static Optional<String> addresses(String value) {
        return Optional.of(value.strip().replace(';', ','));
    }

    /** Several patterns: IRIS parts them by semicolons as well. */
    static Optional<String> patterns(String value) {
        return Optional.of(value.strip().replace(';', ','));
    }

    /** The name of a TLS configuration; the mark for STARTTLS has no equal. */
    static Optional<String> tls(String value) {
        return value.strip().endsWith("*") ? Optional.empty() : Optional.of(value.strip());
    }
}
