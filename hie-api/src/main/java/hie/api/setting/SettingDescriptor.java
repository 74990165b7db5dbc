package hie.api.setting;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One declared setting as a value: what forms, validation and documentation are made from.
 *
 * @param min smallest number accepted, {@link Long#MIN_VALUE} for no limit
 * @param max largest number accepted, {@link Long#MAX_VALUE} for no limit
 * @param syntax checks texts that follow a grammar of their own
 */
public record SettingDescriptor(
        String name,
        String alias,
        SettingType type,
        String defaultValue,
        boolean required,
        String unit,
        long min,
        long max,
        List<String> choices,
        SettingTarget target,
        String description,
        Class<? extends SettingSyntax> syntax) {

    public SettingDescriptor {
        choices = List.copyOf(choices);
    }

    /** A setting without a grammar of its own. */
    public SettingDescriptor(
            String name,
            String alias,
            SettingType type,
            String defaultValue,
            boolean required,
            String unit,
            long min,
            long max,
            List<String> choices,
            SettingTarget target,
            String description) {
        this(
                name,
                alias,
                type,
                defaultValue,
                required,
                unit,
                min,
                max,
                choices,
                target,
                description,
                SettingSyntax.Any.class);
    }

    private static SettingDescriptor of(Setting s) {
        return new SettingDescriptor(
                s.name(),
                s.alias(),
                s.type(),
                s.defaultValue(),
                s.required(),
                s.unit(),
                s.min(),
                s.max(),
                List.of(s.choices()),
                s.target(),
                s.description(),
                s.syntax());
    }

    /** The same setting among those of others: its names begin with a prefix. */
    public SettingDescriptor under(String prefix) {
        return new SettingDescriptor(
                prefix + name,
                alias.isEmpty() ? "" : prefix + alias,
                type,
                defaultValue,
                required,
                unit,
                min,
                max,
                choices,
                target,
                description,
                syntax);
    }

    /** The same setting where nobody has to give it. */
    public SettingDescriptor optional() {
        return new SettingDescriptor(
                name, alias, type, defaultValue, false, unit, min, max, choices, target, description, syntax);
    }

    /** The same setting with a grammar: for those whose grammar only the engine knows. */
    public SettingDescriptor withSyntax(Class<? extends SettingSyntax> grammar) {
        return new SettingDescriptor(
                name, alias, type, defaultValue, required, unit, min, max, choices, target, description, grammar);
    }

    /**
     * All settings of a host class: those of its superclasses first, and before those of each class those of the interfaces that it
     * names, a nearer declaration replacing a farther one.
     */
    public static List<SettingDescriptor> of(Class<?> hostClass) {
        Map<String, SettingDescriptor> found = new LinkedHashMap<>();
        for (Class<?> c : declaring(hostClass)) {
            for (Setting s : c.getDeclaredAnnotationsByType(Setting.class)) {
                found.put(s.name(), of(s));
            }
        }
        return List.copyOf(found.values());
    }

    /** The classes and interfaces that may declare settings of a host class, the farthest first. */
    public static List<Class<?>> declaring(Class<?> hostClass) {
        Deque<Class<?>> line = new ArrayDeque<>();
        for (Class<?> c = hostClass; c != null; c = c.getSuperclass()) {
            line.push(c);
            List.of(c.getInterfaces()).reversed().forEach(line::push);
        }
        return List.copyOf(line);
    }

    /** What is wrong with a value, in a sentence; empty when nothing is. A reference {@code ${…}} is judged when it is resolved. */
    public Optional<String> fault(String value) {
        if (value.isEmpty()) {
            return emptyFault();
        }
        if (type == SettingType.CHOICE && !choices.contains(value)) {
            return Optional.of(
                    "'" + value + "' is not acceptable (expected: one of " + String.join(", ", choices) + ")");
        }
        return type.fault(value).or(() -> rangeFault(value)).or(() -> syntaxFault(value));
    }

    private Optional<String> syntaxFault(String value) {
        try {
            return syntax.getConstructor().newInstance().fault(value);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.of("cannot be checked, because its syntax " + syntax.getName() + " fails: " + e);
        }
    }

    /** Text may be given as nothing, in place of its default; nothing is no number, no choice, no truth value. */
    private Optional<String> emptyFault() {
        boolean isText = type == SettingType.STRING || type == SettingType.TEXT;
        if (required && defaultValue.isEmpty()) {
            return Optional.of("a value is required (expected: " + type.expectation() + ")");
        }
        return isText || defaultValue.isEmpty()
                ? Optional.empty()
                : Optional.of("an empty value is not acceptable (expected: " + type.expectation()
                        + "; leave the setting out for its default, " + defaultValue + ")");
    }

    private Optional<String> rangeFault(String value) {
        if (type != SettingType.INTEGER && type != SettingType.SECONDS) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(value);
        if (number.compareTo(BigDecimal.valueOf(smallest())) < 0) {
            return Optional.of(value + " is too small (expected: at least " + smallest() + unitText() + ")");
        }
        if (number.compareTo(BigDecimal.valueOf(largest())) > 0) {
            return Optional.of(value + " is too large (expected: at most " + largest() + unitText() + ")");
        }
        return Optional.empty();
    }

    /** A whole number of which nobody says how small it may be is an {@code int}. */
    private long smallest() {
        return min == Long.MIN_VALUE && type == SettingType.INTEGER ? Integer.MIN_VALUE : min;
    }

    private long largest() {
        return max == Long.MAX_VALUE && type == SettingType.INTEGER ? Integer.MAX_VALUE : max;
    }

    private String unitText() {
        return unit.isEmpty() ? "" : " " + unit;
    }

    /** The names under which the setting is accepted. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        if (!alias.isEmpty()) {
            names.add(alias);
        }
        return names;
    }
}
