package hie.engine.transform;

import hie.engine.document.Document;
import hie.engine.document.Node;
import hie.engine.document.TreeDocument;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.format.Formats;
import hie.engine.hl7.schema.Hl7Structure;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import hie.engine.transform.CompiledTransform.Doing;
import hie.engine.transform.CompiledTransform.Flow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes a transform definition ready to run, or says everything that keeps it from running. */
public final class TransformCompiler {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");

    /**
     * What transforms may name.
     *
     * @param texts gives the text of the transform of a name
     */
    record Library(
            Function<String, Optional<String>> texts,
            Function<String, Optional<LookupTable>> tables,
            Function<String, Optional<CodeList>> lists,
            Formats formats) {}

    private final String name;
    private final Library library;
    private final List<String> calling;
    private final TransformDefinition definition;
    private final TransformNames names;
    private final TargetCompiler targets;
    private final List<String> faults = new ArrayList<>();
    private final BitSet assignments = new BitSet();

    /**
     * Reads a transform.
     *
     * @param segment what paths in the target begin with; empty when it is a whole message
     * @throws TransformTextException when it says so little that it cannot be compiled at all
     */
    TransformCompiler(String name, Library library, List<String> calling, String segment) {
        this.name = name;
        this.library = library;
        this.calling = new ArrayList<>(calling);
        this.calling.add(name);
        this.definition = TransformText.read(library.texts.apply(name).orElseThrow());
        try {
            this.names = new TransformNames(definition, segment, library);
        } catch (IllegalArgumentException e) {
            throw new TransformTextException(List.of("transform '" + name + "': " + e.getMessage()));
        }
        this.targets = new TargetCompiler(names);
    }

    /** Compiles a transform that asks no lists; see the other. */
    public static CompiledTransform compile(
            String name,
            Function<String, Optional<String>> texts,
            Function<String, Optional<LookupTable>> tables,
            Formats formats) {
        return compile(name, texts, tables, list -> Optional.empty(), formats);
    }

    /**
     * Compiles a transform.
     *
     * @param texts gives the text of the transform of a name
     * @throws TransformTextException naming every fault with its line
     */
    public static CompiledTransform compile(
            String name,
            Function<String, Optional<String>> texts,
            Function<String, Optional<LookupTable>> tables,
            Function<String, Optional<CodeList>> lists,
            Formats formats) {
        Library library = new Library(texts, tables, lists, formats);
        return new TransformCompiler(name, library, List.of(), "").compile();
    }

    CompiledTransform compile() {
        Doing body = body(definition.actions());
        if (!faults.isEmpty()) {
            throw new TransformTextException(faults);
        }
        return new CompiledTransform(
                name,
                definition,
                names.from(),
                names.to(),
                body,
                assignments,
                library.formats().schemas());
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
            case Action.Set set -> many(set).orElseGet(() -> set(set));
            case Action.Append append -> {
                Expression value = expression(append.line(), append.value());
                yield assign(append.line(), append.property(), (target, run) -> target.append(run, value(value, run)));
            }
            case Action.Insert insert -> {
                Expression value = expression(insert.line(), insert.value());
                yield assign(insert.line(), insert.property(), (target, run) -> target.insert(run, value(value, run)));
            }
            case Action.Remove remove -> assign(remove.line(), remove.property(), Target::remove);
            case Action.Foreach each -> foreach(each);
            case Action.Break leave -> {
                if (!names.isInLoop()) {
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
            case Action.Trace trace -> trace(trace);
            case Action.Fail fail -> fail(fail);
            case Action.Comment comment -> run -> Flow.GO_ON;
            case Action.When when -> throw new IllegalStateException("a when is part of a choice");
            case Action.Otherwise otherwise -> throw new IllegalStateException("an otherwise is part of a choice");
        };
    }

    private Doing set(Action.Set set) {
        Expression value = expression(set.line(), set.value());
        return assign(set.line(), set.property(), (target, run) -> target.set(run, value(value, run)));
    }

    /** The loops and single assignments that one of many places of HL7 messages stands for; empty for any other. */
    private Optional<Doing> many(Action.Set set) {
        if (!Formats.isHl7(names.from()) || !Formats.isHl7(names.to())) {
            return Optional.empty();
        }
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
                : library.formats()
                        .schemas()
                        .find(docType.substring(0, colon))
                        .flatMap(schema -> schema.structure(docType.substring(colon + 1)));
    }

    /** What is done with a target; answers whether the message can have such a place. */
    private interface Assignment {
        boolean make(Target target, Run run);
    }

    private static Node value(Expression expression, Run run) {
        Node value = expression.node(run.scope());
        run.scope().spend(value.isObject() ? 0 : value.text().length());
        return value;
    }

    private Doing assign(int line, String property, Assignment assignment) {
        Target target;
        try {
            target = targets.target(property);
        } catch (IllegalArgumentException e) {
            fault(line, e.getMessage());
            return run -> Flow.GO_ON;
        }
        if (target instanceof Target.InMessage) {
            assignments.set(line);
        }
        return run -> {
            run.scope().spend(0);
            run.assigned(line, assignment.make(target, run));
            return Flow.GO_ON;
        };
    }

    private Doing trace(Action.Trace trace) {
        Expression value = expression(trace.line(), trace.value());
        return run -> {
            run.trace("transform '" + name + "': trace, line " + trace.line() + ": " + shown(value, run));
            return Flow.GO_ON;
        };
    }

    private Doing fail(Action.Fail fail) {
        Expression value = expression(fail.line(), fail.value());
        return run -> {
            throw new IllegalStateException(
                    "transform '" + name + "' fails at line " + fail.line() + ": " + shown(value, run));
        };
    }

    /** A value that comes from the message is not shown: it may tell who the patient is. */
    private static String shown(Expression value, Run run) {
        return value.isConstant() ? value.value(run.scope()) : "(a value of the message)";
    }

    private Doing foreach(Action.Foreach each) {
        if (!VARIABLE.matcher(each.key()).matches()) {
            fault(each.line(), "'" + each.key() + "' is no name for a key (expected: letters and digits)");
        }
        TargetCompiler.Each counted = null;
        try {
            counted = targets.each(each.path());
        } catch (IllegalArgumentException e) {
            fault(each.line(), e.getMessage());
        }
        names.enter(each.key());
        Doing body = body(each.actions());
        names.leave();
        TargetCompiler.Each through = counted;
        return run -> {
            Node outer = run.scope().node(each.key());
            for (String key : keys(through, run)) {
                run.scope().spend(0);
                run.scope().set(each.key(), key);
                if (body.act(run) == Flow.BREAK) {
                    break;
                }
            }
            run.scope().set(each.key(), outer);
            return Flow.GO_ON;
        };
    }

    private static List<String> keys(TargetCompiler.Each through, Run run) {
        boolean isMessage =
                through.root().equals(TransformNames.SOURCE) || through.root().equals(TransformNames.TARGET);
        Document document = isMessage
                ? run.scope().document(through.root())
                : new TreeDocument(() -> run.scope().node(through.root()));
        return document.each(through.place(), run.scope().keys(through.keys()));
    }

    private Doing subtransform(Action.Subtransform sub) {
        try {
            return new Subtransform(sub, names, targets, library, calling).compile();
        } catch (IllegalArgumentException e) {
            fault(sub.line(), e.getMessage());
            return run -> Flow.GO_ON;
        }
    }

    private Expression expression(int line, String text) {
        try {
            return ExpressionParser.parse(text, names);
        } catch (IllegalArgumentException e) {
            fault(line, e.getMessage());
            return null;
        }
    }

    private void fault(int line, String what) {
        faults.add("transform '" + name + "', line " + line + ": " + what);
    }
}
