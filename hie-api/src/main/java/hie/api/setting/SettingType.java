package hie.api.setting;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** What values a setting takes. */
public enum SettingType {
    /** One line of text, without control characters. */
    STRING("one line of text without control characters"),
    /** Text of any length, several lines. */
    TEXT("text"),
    /** A whole number. */
    INTEGER("a whole number"),
    /** Seconds, decimals allowed; less than a thousand million. */
    SECONDS("a number of seconds"),
    /** {@code true} or {@code false}; 1 and 0 are accepted. */
    BOOLEAN("true or false"),
    /** A TCP port, 1 to 65535. */
    PORT("a TCP port, 1 to 65535"),
    /** One of a fixed list. */
    CHOICE("one of the listed values"),
    /** A folder's path. */
    DIRECTORY("a folder's path"),
    /** The path of an HL7 value, for example {@code PID-3.1}. */
    HL7_PATH("an HL7 path, for example PID-3.1"),
    /** An expression of the rules' language over the message, for example {@code Document.patient.id}. The engine knows its grammar. */
    EXPRESSION("an expression over the message, for example PID-3.1"),
    /** A Java character set's name. */
    CHARSET("a character set"),
    /** The name of an entry in the credential store; never a secret itself. */
    CREDENTIAL("the name of a credential"),
    /** The name of a rule set among the project's documents. */
    RULE_SET("the name of a rule set"),
    /** The name of a business process among the project's documents. */
    PROCESS("the name of a business process"),
    /** The name of a script among the project's documents. */
    SCRIPT("the name of a script"),
    /** Schema categories of HL7: versions, and schemas among the project's documents. The declaration's syntax says how they are written. */
    SCHEMA_CATEGORY("schema categories");

    private final String expectation;

    SettingType(String expectation) {
        this.expectation = expectation;
    }

    /** What is expected, in words that complete "expected: …". */
    public String expectation() {
        return expectation;
    }

    /** Why the value is not acceptable, or empty when it is. Choices and ranges are the declaration's business. */
    Optional<String> fault(String value) {
        boolean acceptable = switch (this) {
            case STRING, SCHEMA_CATEGORY, EXPRESSION -> value.chars().noneMatch(Character::isISOControl);
            case TEXT, CHOICE, CREDENTIAL -> true;
            case RULE_SET, PROCESS, SCRIPT -> value.matches("[A-Za-z0-9][A-Za-z0-9 _.-]{0,127}");
            case DIRECTORY -> !value.isBlank() && value.indexOf('\0') < 0;
            case INTEGER -> value.matches("[+-]?\\d{1,18}");
            case SECONDS -> value.matches("[+-]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})");
            case BOOLEAN -> value.matches("(?i)true|false|1|0");
            case PORT -> value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65535;
            case HL7_PATH -> hie.api.hl7.Hl7Path.isPath(value);
            case CHARSET -> isCharset(value);
        };
        return acceptable
                ? Optional.empty()
                : Optional.of("'" + value + "' is not acceptable (expected: " + expectation + ")");
    }

    private static boolean isCharset(String value) {
        try {
            return Charset.isSupported(value);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }
}
