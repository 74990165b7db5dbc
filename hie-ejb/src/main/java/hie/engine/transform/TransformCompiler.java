package hie.engine.transform;

import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Names;
import hie.engine.hl7.Hl7Schema;
import hie.engine.hl7.Hl7Structure;
import hie.engine.hl7.Schemas;
import hie.engine.hl7.VirtualPath;
import hie.engine.table.LookupTable;
import hie.engine.transform.CompiledTransform.Doing;
import hie.engine.transform.CompiledTransform.Flow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a transform definition ready to run, or says everything that keeps it from running. */
public final class TransformCompiler implements Names {

    static final String SOURCE = "source";
    static final String TARGET = "target";

    private static final String HL7_CLASS = "EnsLib.HL7.Message";
    private static final int MAX_SUBTRANSFORMS = 20;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final Pattern PATH = Pattern.compile("(?i:(source|target))\\.\\{([^{}]*)}");

    private final String name;
    private final Function<String, Optional<String>> texts;
    private final Function<String, Optional<LookupTable>> tables;
    private final Schemas schemas;
    private final List<String> calling;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> variables = new HashSet<>();
    private final List<String> keys = new ArrayList<>();
    private final BitSet assignments = new BitSet();
    private TransformDefinition definition;

    private TransformCompiler(
            String name,
            Function<String, Optional<String>> texts,
            Function<String, Optional<LookupTable>> tables,
            Schemas schemas,
            List<String> calling) {
        this.name = name;
        this.texts = texts;
        this.tables = tables;
        this.schemas = schemas;
        this.calling = new ArrayList<>(calling);
        this.calling.add(name);
    }

    /**
     * Compiles a transform.
     *
     * @param texts gives the text of the transform of a name
     * @param schemas the categories that document types may name
     * @throws TransformTextException naming every fault with its line
     */
    public static CompiledTransform compile(
            String name,
            Function<String, Optional<String>> texts,
            Function<String, Optional<LookupTable>> tables,
            Schemas schemas) {
        return new TransformCompiler(name, texts, tables, schemas, List.of()).compile();
    }

    private CompiledTransform compile() {
        definition = TransformText.read(texts.apply(name).orElseThrow());
        for (String className : List.of(definition.sourceClass(), definition.targetClass())) {
            if (!className.isEmpty() && !className.equals(HL7_CLASS)) {
                faults.add("transform '" + name + "': class '" + className + "' is not transformed here (expected: "
                        + HL7_CLASS + " as source and target)");
            }
        }
        collectVariables(definition.actions());
        Doing body = body(definition.actions());
        if (!faults.isEmpty()) {
            throw new TransformTextException(faults);
        }
        return new CompiledTransform(name, definition, body, assignments, schemas);
    }

    private void collectVariables(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Set set -> variables.add(set.property());
                case Action.When when -> collectVariables(when.actions());
                case Action.Otherwise otherwise -> collectVariables(otherwise.actions());
                case Action.Foreach each -> collectVariables(each.actions());
                case Action.Group group -> collectVariables(group.actions());
                default -> {}
            }
        }
    }

    private Doing body(List<Action> actions) {
        List<Doing> doings = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (action instanceof Action.When || action instanceof Action.Otherwise) {
                List<Action> choice = new ArrayList<>();
                while (i < actions.size()
                        && (actions.get(i) instanceof Action.When || actions.get(i) instanceof Action.Otherwise)) {
                    choice.add(actions.get(i));
                    if (actions.get(i++) instanceof Action.Otherwise) {
                        break;
                    }
                }
                i--;
                doings.add(choice(choice));
            } else if (!action.disabled()) {
                doings.add(doing(action));
            }
        }
        List<Doing> all = List.copyOf(doings);
        return run -> {
            for (Doing doing : all) {
                if (doing.act(run) == Flow.BREAK) {
                    return Flow.BREAK;
                }
            }
            return Flow.GO_ON;
        };
    }

    private record Branch(Expression condition, Doing body) {}

    private Doing choice(List<Action> actions) {
        if (actions.getFirst() instanceof Action.Otherwise lone) {
            fault(lone.line(), "an otherwise needs a when right before it");
        }
        List<Branch> branches = new ArrayList<>();
        for (Action action : actions) {
            if (action.disabled()) {
                continue;
            }
            if (action instanceof Action.When when) {
                branches.add(new Branch(expression(when.line(), when.condition()), body(when.actions())));
            } else if (action instanceof Action.Otherwise otherwise) {
                branches.add(new Branch(null, body(otherwise.actions())));
            }
        }
        return run -> {
            for (Branch branch : branches) {
                if (branch.condition == null || branch.condition.holds(run.scope())) {
                    return branch.body.act(run);
                }
            }
            return Flow.GO_ON;
        };
    }

    private Doing doing(Action action) {
        return switch (action) {
            case Action.Set set -> set(set);
            case Action.Remove remove -> remove(remove);
            case Action.Foreach each -> foreach(each);
            case Action.Break leave -> {
                if (keys.isEmpty()) {
                    fault(leave.line(), "a break needs a foreach around it");
                }
                yield run -> Flow.BREAK;
            }
            case Action.Subtransform sub -> subtransform(sub);
            case Action.Group group -> body(group.actions());
            case Action.Code code -> {
                fault(
                        code.line(),
                        "code in another language cannot be run; write what it does as actions, or disable it");
                yield run -> Flow.GO_ON;
            }
            case Action.Comment comment -> run -> Flow.GO_ON;
            case Action.When when -> throw new IllegalStateException("a when is part of a choice");
            case Action.Otherwise otherwise -> throw new IllegalStateException("an otherwise is part of a choice");
        };
    }

    private Doing set(Action.Set set) {
        Optional<Doing> many = many(set);
        if (many.isPresent()) {
            return many.get();
        }
        Expression value = expression(set.line(), set.value());
        if (VARIABLE.matcher(set.property()).matches()) {
            return run -> {
                run.scope().set(set.property(), value.value(run.scope()));
                return Flow.GO_ON;
            };
        }
        VirtualPath path = targetPath(set.line(), set.property());
        assignments.set(set.line());
        return run -> {
            String text = value.value(run.scope());
            run.scope().spend(text.length());
            run.assigned(set.line(), run.target().set(path, run.scope()::occurrence, text));
            return Flow.GO_ON;
        };
    }

    private Optional<Doing> many(Action.Set set) {
        try {
            return CopyOfMany.spelledOut(
                            set, structure(definition.sourceDocType()), structure(definition.targetDocType()))
                    .map(this::body);
        } catch (IllegalArgumentException e) {
            fault(set.line(), e.getMessage());
            return Optional.of(run -> Flow.GO_ON);
        }
    }

    private Optional<Hl7Structure> structure(String docType) {
        int colon = docType.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : schemas.find(docType.substring(0, colon))
                        .flatMap(schema -> schema.structure(docType.substring(colon + 1)));
    }

    private Doing remove(Action.Remove remove) {
        VirtualPath path = targetPath(remove.line(), remove.property());
        assignments.set(remove.line());
        return run -> {
            run.scope().spend(0);
            run.assigned(remove.line(), run.target().remove(path, run.scope()::occurrence));
            return Flow.GO_ON;
        };
    }

    private VirtualPath targetPath(int line, String property) {
        Matcher text = PATH.matcher(property.strip());
        try {
            if (!text.matches() || !text.group(1).equalsIgnoreCase(TARGET)) {
                throw new IllegalArgumentException(
                        "'" + property + "' cannot be assigned (expected: target.{PATH} or a variable's name)");
            }
            VirtualPath path = VirtualPath.parse(text.group(2));
            if (!path.isPlace()) {
                throw new IllegalArgumentException(
                        "'" + path
                                + "' is no single place: it must end in a segment, field or component, and its brackets hold numbers or keys");
            }
            check(line, TARGET, path);
            return path;
        } catch (IllegalArgumentException e) {
            fault(line, e.getMessage());
            return null;
        }
    }

    private void check(int line, String root, VirtualPath path) {
        path.keys().stream()
                .filter(used -> !isVariable(used))
                .forEach(used -> fault(
                        line, "'" + used + "' in '" + path + "' is no key of a foreach around it, and no variable"));
        unresolved(root, path).ifPresent(why -> fault(line, why));
    }

    private Doing foreach(Action.Foreach each) {
        Matcher text = PATH.matcher(each.path().strip());
        VirtualPath path = null;
        String root = SOURCE;
        try {
            if (!text.matches()) {
                throw new IllegalArgumentException(
                        "'" + each.path() + "' is no path (expected: source.{PATH} or target.{PATH})");
            }
            root = text.group(1).equalsIgnoreCase(TARGET) ? TARGET : SOURCE;
            path = VirtualPath.parse(text.group(2));
            if (!path.isEach()
                    || path.toString().indexOf("()") != path.toString().lastIndexOf("()")) {
                throw new IllegalArgumentException("'" + path
                        + "' does not say what is counted: exactly its last brackets must be empty, as in ORCgrp()");
            }
            check(each.line(), root, path);
        } catch (IllegalArgumentException e) {
            fault(each.line(), e.getMessage());
        }
        if (!VARIABLE.matcher(each.key()).matches()) {
            fault(each.line(), "'" + each.key() + "' is no name for a key (expected: letters and digits)");
        }
        keys.add(each.key());
        Doing body = body(each.actions());
        keys.removeLast();
        VirtualPath counted = path;
        String of = root;
        return run -> {
            int count = counted.count(run.scope().document(of), run.scope()::occurrence);
            String outer = run.scope().variable(each.key());
            for (int i = 1; i <= count; i++) {
                run.scope().spend(0);
                run.scope().set(each.key(), String.valueOf(i));
                if (body.act(run) == Flow.BREAK) {
                    break;
                }
            }
            run.scope().set(each.key(), outer);
            return Flow.GO_ON;
        };
    }

    private Doing subtransform(Action.Subtransform sub) {
        if (texts.apply(sub.name()).isEmpty()) {
            fault(
                    sub.line(),
                    "there is no transform '" + sub.name() + "' (expected: transforms/" + sub.name() + ".yaml)");
            return run -> Flow.GO_ON;
        }
        if (calling.contains(sub.name()) || calling.size() > MAX_SUBTRANSFORMS) {
            fault(
                    sub.line(),
                    "transforms call each other in a circle: " + String.join(" -> ", calling) + " -> " + sub.name());
            return run -> Flow.GO_ON;
        }
        try {
            Doing body = new TransformCompiler(sub.name(), texts, tables, schemas, calling)
                    .compile()
                    .body();
            return run -> {
                body.act(run.apart());
                return Flow.GO_ON;
            };
        } catch (TransformTextException e) {
            fault(sub.line(), "calls transform '" + sub.name() + "', which cannot run");
            return run -> Flow.GO_ON;
        }
    }

    private Expression expression(int line, String text) {
        try {
            return ExpressionParser.parse(text, this);
        } catch (IllegalArgumentException e) {
            fault(line, e.getMessage());
            return null;
        }
    }

    private void fault(int line, String what) {
        faults.add("transform '" + name + "', line " + line + ": " + what);
    }

    @Override
    public List<String> roots() {
        return List.of(SOURCE, TARGET);
    }

    @Override
    public Optional<String> unresolved(String root, VirtualPath path) {
        String docType = root.equals(TARGET) && !definition.targetDocType().isEmpty()
                ? definition.targetDocType()
                : definition.sourceDocType();
        int colon = docType.indexOf(':');
        Optional<Hl7Schema> schema = schemas.find(colon < 0 ? "" : docType.substring(0, colon));
        boolean hasStructure = structure(docType).isPresent();
        return path.unresolved(
                schema.map(List::of).orElseGet(schemas::all),
                hasStructure ? List.of(docType.substring(colon + 1)) : List.of());
    }

    @Override
    public boolean isVariable(String variable) {
        return keys.contains(variable)
                || (variables.contains(variable) && VARIABLE.matcher(variable).matches());
    }

    @Override
    public Optional<LookupTable> table(String table) {
        return tables.apply(table);
    }
}
