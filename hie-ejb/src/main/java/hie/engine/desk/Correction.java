package hie.engine.desk;

import hie.api.hl7.Hl7Path;
import hie.api.message.Message;
import hie.engine.document.Format;
import hie.engine.rule.RuleLibrary;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformCompiler;
import java.util.Optional;

/** What is corrected in each of many suspended messages. */
public sealed interface Correction {

    /**
     * What does it to a message.
     *
     * @throws IllegalArgumentException when it cannot be done in that project, or to no message of that format
     */
    MessageTransform of(Message message, RuleLibrary library);

    /** In words, for the log; nothing that is put into messages. */
    String what();

    /**
     * Makes each message what a transform of its project makes of it.
     *
     * @param name of a transform document, stylesheet or script
     */
    record ByTransform(String name) implements Correction {

        public ByTransform {
            requireText("transform", name);
        }

        @Override
        public MessageTransform of(Message message, RuleLibrary library) {
            return library.transform(name);
        }

        @Override
        public String what() {
            return "transform '" + name + "'";
        }
    }

    /**
     * Puts a value to one place of each message.
     *
     * @param path of a field or component ({@code PID-3.1}, {@code PID:3(2).1}), or of a property in JSON or XML
     * @param value what stands there afterwards; may be empty, has no line end
     */
    record ByValue(String path, String value) implements Correction {

        private static final String NAME = "correction";

        public ByValue {
            requireText("path", path);
            if (value == null || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("value: has no line ends and control characters, and may be empty");
            }
        }

        @Override
        public MessageTransform of(Message message, RuleLibrary library) {
            Format format = library.formats()
                    .formatOf(message)
                    .orElseThrow(() -> new IllegalArgumentException("path: nothing has a place in content of type "
                            + message.header().contentType()));
            return TransformCompiler.compile(
                    NAME, unknown -> Optional.of(text(format.name())), library::table, library.formats());
        }

        private String text(String format) {
            return "sourceFormat: " + format + "\ntargetFormat: " + format + "\ncreate: copy\ndo:\n- set: "
                    + quoted("target." + place()) + "\n  value: " + quoted('"' + value.replace("\"", "\"\"") + '"')
                    + '\n';
        }

        private String place() {
            return Hl7Path.isPath(path) ? '{' + path.strip().replaceFirst("-", ":") + '}' : path;
        }

        /** As YAML has it. */
        private static String quoted(String text) {
            return '\'' + text.replace("'", "''") + '\'';
        }

        @Override
        public String what() {
            return "a value at " + path;
        }

        /** Without the value. */
        @Override
        public String toString() {
            return "ByValue[" + path + "]";
        }
    }

    private static void requireText(String name, String text) {
        if (text == null || text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + ": a value is required");
        }
    }
}
