package hie.engine.routing;

import hie.api.hl7.Hl7Path;
import hie.api.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A condition on a message, compiled once and asked for every message. It reads only the fields it names. */
sealed interface Condition {

    boolean holds(Message message);

    /** True for every message. */
    record Always() implements Condition {
        @Override
        public boolean holds(Message message) {
            return true;
        }
    }

    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Message message) {
            return parts.stream().allMatch(part -> part.holds(message));
        }
    }

    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Message message) {
            return parts.stream().anyMatch(part -> part.holds(message));
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Message message) {
            return !part.holds(message);
        }
    }

    /** The field has a value. */
    record Present(Hl7Path path) implements Condition {
        @Override
        public boolean holds(Message message) {
            return value(message, path).isPresent();
        }
    }

    /** The field equals one of the values; an absent field equals the empty text. */
    record In(Hl7Path path, List<String> values) implements Condition {
        @Override
        public boolean holds(Message message) {
            return values.contains(value(message, path).orElse(""));
        }
    }

    record Contains(Hl7Path path, String part) implements Condition {
        @Override
        public boolean holds(Message message) {
            return value(message, path).orElse("").contains(part);
        }
    }

    record StartsWith(Hl7Path path, String start) implements Condition {
        @Override
        public boolean holds(Message message) {
            return value(message, path).orElse("").startsWith(start);
        }
    }

    /** The whole field matches a pattern in which {@code *} stands for any text and {@code ?} for one character. */
    record Like(Hl7Path path, Pattern pattern) implements Condition {

        static Like of(Hl7Path path, String wildcards) {
            StringBuilder regex = new StringBuilder();
            wildcards
                    .codePoints()
                    .forEach(
                            c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
            return new Like(path, Pattern.compile(regex.toString(), Pattern.DOTALL));
        }

        @Override
        public boolean holds(Message message) {
            return pattern.matcher(value(message, path).orElse("")).matches();
        }
    }

    private static Optional<String> value(Message message, Hl7Path path) {
        return Message.HL7_V2.equals(message.header().contentType())
                ? message.body().hl7().get(path)
                : Optional.empty();
    }
}
