package hie.engine.bpl;

import hie.engine.bpl.CompiledProcess.Doing;
import hie.engine.document.Place;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Names;
import hie.engine.format.Formats;
import hie.engine.rule.RuleLibrary;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names mean in a process: its messages – {@code request response callrequest callresponse} and those of the context – and the texts of
 * the context. {@code context.Ward} and {@code Ward} are the same to expressions.
 */
final class ProcessNames implements Names {

    private static final Pattern CONTEXT = Pattern.compile("(?<![A-Za-z0-9.%])context\\.(?=[A-Za-z%])");
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    private final List<String> messages = new ArrayList<>(List.of(ProcessRun.REQUEST, ProcessRun.RESPONSE));
    private final Set<String> texts = new HashSet<>();
    private final RuleLibrary library;

    ProcessNames(List<ProcessDefinition.Variable> context, RuleLibrary library) {
        this.library = library;
        for (ProcessDefinition.Variable variable : context) {
            if (variable.isMessage()) {
                messages.add(variable.name());
            } else {
                texts.add(variable.name());
            }
        }
    }

    /** From here on there is one message more. */
    void enter(String message) {
        messages.add(message);
    }

    void leave(String message) {
        messages.remove(message);
    }

    List<String> messages() {
        return messages;
    }

    /** The expression as the language has it: what is in quotes stays as it is. */
    static String withoutContext(String expression) {
        String[] parts = expression.split("\"", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = CONTEXT.matcher(parts[i]).replaceAll("");
        }
        return String.join("\"", parts);
    }

    /** The message that a text names, and nothing but that. */
    Optional<String> message(String text) {
        String name = withoutContext(text.strip());
        return messages.contains(name) ? Optional.of(name) : Optional.empty();
    }

    /** The text of the context that a text names, and nothing but that. */
    Optional<String> text(String text) {
        String name = withoutContext(text.strip());
        return texts.contains(name) && !name.equals(text.strip()) ? Optional.of(name) : Optional.empty();
    }

    /**
     * An assignment, ready to run.
     *
     * @throws IllegalArgumentException when there is no such place, or the value is not understood
     */
    Doing assignment(Activity.Assign assign) {
        Optional<String> text = text(assign.property());
        if (text.isPresent()) {
            Expression value = expression(assign);
            return run -> run.scope().set(text.get(), value.value(run.scope()));
        }
        Optional<String> whole = message(assign.property());
        if (whole.isPresent()) {
            String name = changeable(whole.get());
            return message(assign.value())
                    .map(from -> (Doing) run -> run.set(name, run.message(from).orElse(null)))
                    .orElseGet(() -> {
                        Expression value = expression(assign);
                        return run -> run.setText(name, value.value(run.scope()));
                    });
        }
        return place(assign);
    }

    private Doing place(Activity.Assign assign) {
        String property = withoutContext(assign.property().strip());
        String name = messages.stream()
                .filter(message -> property.startsWith(message + "."))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new IllegalArgumentException("'" + assign.property()
                        + "' cannot be assigned (expected: a variable of the context, a message, or a place in one as in callrequest.{PID:3};"
                        + " messages are " + String.join(", ", messages) + ")"));
        String path = property.substring(name.length() + 1);
        Matcher braces = BRACES.matcher(path);
        Place place = braces.matches() ? place(name, braces.group(1), true) : place(name, path, false);
        if (!place.isSingle()) {
            throw new IllegalArgumentException("'" + place + "' is no single place");
        }
        changeable(name);
        Map<String, Expression> keys = ExpressionParser.keys(place, this);
        Expression value = expression(assign);
        return run -> run.setPlace(name, place, keys, value.node(run.scope()));
    }

    private static String changeable(String message) {
        if (message.equals(ProcessRun.REQUEST)) {
            throw new IllegalArgumentException(
                    "the request stays what it is; assign it to callrequest or a message of the context and change that");
        }
        return message;
    }

    private Expression expression(Activity.Assign assign) {
        return ExpressionParser.parse(withoutContext(assign.value()), this);
    }

    @Override
    public List<String> roots() {
        return messages;
    }

    /** What stands behind a point is a property of HL7 messages when these have it. */
    @Override
    public Place place(String root, String path, boolean inBraces) {
        if (!inBraces) {
            try {
                return library.formats().hl7().place(path, false, "");
            } catch (IllegalArgumentException notOfHl7) {
                return Formats.JSON.place(path, false, "");
            }
        }
        return library.formats().hl7().place(path, true, "");
    }

    @Override
    public boolean isVariable(String variable) {
        return texts.contains(variable) || variable.equals(ProcessRun.TIMED_OUT);
    }

    @Override
    public Optional<LookupTable> table(String name) {
        return library.table(name);
    }

    @Override
    public Optional<CodeList> list(String name) {
        return library.list(name);
    }
}
