package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Names;
import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.VirtualPath;
import hie.engine.rule.CompiledRules.Action;
import hie.engine.rule.CompiledRules.Flow;
import hie.engine.rule.CompiledRules.TargetUse;
import hie.engine.table.LookupTable;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a rule definition ready to run, or says everything that keeps it from running. */
final class RuleCompiler implements Names {

    /** The names that paths in rules give the message. */
    static final List<String> ROOTS = List.of("HL7", "Document");

    private static final int MAX_DELEGATES = 20;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final Pattern LOOP = Pattern.compile("(?:(?i:HL7|Document)\\.)?(?:\\{([^{}]*)}|([^{}]+))");

    private final String name;
    private final RuleLibrary library;
    private final List<String> delegating;
    private final List<String> faults = new ArrayList<>();
    private final List<TargetUse> targets = new ArrayList<>();
    private final Set<String> variables = new HashSet<>();
    private Constraints constraints;
    private String place = "";
    private String key;

    RuleCompiler(String name, RuleLibrary library, List<String> delegating) {
        this.name = name;
        this.library = library;
        this.delegating = new ArrayList<>(delegating);
        this.delegating.add(name);
    }

    /**
     * Compiles.
     *
     * @throws RuleTextException naming every fault with rule and line
     */
    CompiledRules compile(RuleDefinition definition) {
        List<CompiledRules.ReadySet> sets = new ArrayList<>();
        for (RuleSet set : definition.sets()) {
            variables.clear();
            set.rules().forEach(rule -> collectVariables(rule.steps()));
            List<CompiledRules.Ready> rules = new ArrayList<>();
            int number = 0;
            for (Rule rule : set.rules()) {
                number++;
                if (!rule.disabled()) {
                    rules.add(rule(rule, number));
                }
            }
            sets.add(new CompiledRules.ReadySet(RuleText.moment(set.begin()), RuleText.moment(set.end()), rules));
        }
        if (!faults.isEmpty()) {
            throw new RuleTextException(faults);
        }
        return new CompiledRules(name, sets, targets);
    }

    private void collectVariables(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Assign assign -> variables.add(assign.property());
                case Step.When when -> collectVariables(when.steps());
                case Step.Otherwise otherwise -> collectVariables(otherwise.steps());
                case Step.Foreach each -> collectVariables(each.steps());
                default -> {}
            }
        }
    }

    private CompiledRules.Ready rule(Rule rule, int number) {
        place = "rule '" + (rule.name().isEmpty() ? "number " + number : rule.name()) + "'";
        constraints = Constraints.of(rule.constraint());
        constraints.fault().ifPresent(fault -> fault(rule.line(), fault));
        String label = place + " of '" + name + "'";
        return new CompiledRules.Ready(label, constraints, body(rule.steps()));
    }

    private Action body(List<Step> steps) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Step.When || step instanceof Step.Otherwise) {
                List<Step> choice = new ArrayList<>();
                while (i < steps.size()
                        && (steps.get(i) instanceof Step.When || steps.get(i) instanceof Step.Otherwise)) {
                    choice.add(steps.get(i));
                    if (steps.get(i++) instanceof Step.Otherwise) {
                        break;
                    }
                }
                i--;
                actions.add(choice(choice));
            } else if (!step.disabled()) {
                actions.add(action(step));
            }
        }
        List<Action> all = List.copyOf(actions);
        return run -> {
            for (Action action : all) {
                if (action.act(run) == Flow.RETURN) {
                    return Flow.RETURN;
                }
            }
            return Flow.GO_ON;
        };
    }

    private record Branch(int line, Expression condition, Action body) {}

    private Action choice(List<Step> steps) {
        if (steps.getFirst() instanceof Step.Otherwise lone) {
            fault(lone.line(), "an otherwise needs a when right before it");
        }
        List<Branch> branches = new ArrayList<>();
        for (Step step : steps) {
            if (step.disabled()) {
                continue;
            }
            if (step instanceof Step.When when) {
                Expression condition = expression(when.line(), when.condition());
                branches.add(new Branch(when.line(), condition, body(when.steps())));
            } else if (step instanceof Step.Otherwise otherwise) {
                branches.add(new Branch(otherwise.line(), null, body(otherwise.steps())));
            }
        }
        return run -> {
            for (Branch branch : branches) {
                if (branch.condition == null || branch.condition.holds(run.scope())) {
                    run.log((branch.condition == null ? "otherwise, line " : "when holds, line ") + branch.line);
                    return branch.body.act(run);
                }
            }
            return Flow.GO_ON;
        };
    }

    private Action action(Step step) {
        return switch (step) {
            case Step.Send send -> send(send);
            case Step.Delete delete ->
                run -> {
                    run.log("delete, line " + delete.line());
                    return Flow.GO_ON;
                };
            case Step.Delegate delegate -> delegate(delegate);
            case Step.Return end -> {
                Expression value = end.value().isEmpty() ? null : expression(end.line(), end.value());
                yield run -> {
                    run.log("return, line " + end.line() + shown(value, run));
                    return Flow.RETURN;
                };
            }
            case Step.Assign assign -> assign(assign);
            case Step.Trace trace -> trace("trace", trace.line(), trace.value());
            case Step.Debug debug -> trace("debug", debug.line(), debug.value());
            case Step.Foreach each -> foreach(each);
            case Step.Comment comment -> run -> Flow.GO_ON;
            case Step.When when -> throw new IllegalStateException("a when is part of a choice");
            case Step.Otherwise otherwise -> throw new IllegalStateException("an otherwise is part of a choice");
        };
    }

    private Action send(Step.Send send) {
        send.targets().forEach(target -> targets.add(new TargetUse(target, where(send.line()))));
        List<MessageTransform> transforms = transforms(send.line(), send.transforms());
        String log = "send " + String.join(", ", send.targets())
                + (transforms.isEmpty() ? "" : " by " + String.join(", ", send.transforms()));
        return run -> {
            Message sent = transformed(run, transforms);
            run.log(log);
            send.targets().forEach(target -> run.send(target, sent));
            return Flow.GO_ON;
        };
    }

    private List<MessageTransform> transforms(int line, List<String> names) {
        List<MessageTransform> found = new ArrayList<>();
        for (String transform : names) {
            try {
                found.add(library.transform(transform));
            } catch (IllegalArgumentException e) {
                fault(line, e.getMessage());
            }
        }
        return found;
    }

    private static Message transformed(RuleRun run, List<MessageTransform> transforms) {
        Message changed = run.message();
        for (MessageTransform transform : transforms) {
            TransformResult result = transform.apply(changed, run.now());
            result.log().forEach(run::log);
            changed = result.message();
        }
        return changed;
    }

    private Action delegate(Step.Delegate delegate) {
        List<MessageTransform> transforms = transforms(delegate.line(), delegate.transforms());
        CompiledRules rules = delegated(delegate);
        return run -> {
            run.log("delegate to '" + delegate.rules() + "', line " + delegate.line());
            rules.run(run.over(transformed(run, transforms)));
            return Flow.GO_ON;
        };
    }

    /** The rules that are delegated to; {@code null} with a fault when there are none that could be. */
    private CompiledRules delegated(Step.Delegate delegate) {
        if (!library.hasRules(delegate.rules())) {
            fault(
                    delegate.line(),
                    "there is no rule set '" + delegate.rules() + "' to delegate to (expected: rules/"
                            + delegate.rules() + ".yaml)");
            return null;
        }
        if (delegating.contains(delegate.rules()) || delegating.size() > MAX_DELEGATES) {
            fault(
                    delegate.line(),
                    "rule sets delegate in a circle: " + String.join(" -> ", delegating) + " -> " + delegate.rules());
            return null;
        }
        try {
            CompiledRules rules = library.compile(delegate.rules(), delegating);
            rules.targets()
                    .forEach(use -> targets.add(new TargetUse(
                            use.target(),
                            where(delegate.line()) + ": delegates to rule set '" + delegate.rules() + "': "
                                    + use.where())));
            return rules;
        } catch (RuleTextException e) {
            fault(delegate.line(), "delegates to rule set '" + delegate.rules() + "', which cannot run");
            return null;
        }
    }

    private Action assign(Step.Assign assign) {
        if (!VARIABLE.matcher(assign.property()).matches()) {
            fault(
                    assign.line(),
                    "'" + assign.property()
                            + "' cannot be assigned: rules assign variables of their own, named by letters and digits; a transform changes messages");
        }
        Expression value = expression(assign.line(), assign.value());
        return run -> {
            run.scope().set(assign.property(), value.value(run.scope()));
            return Flow.GO_ON;
        };
    }

    private Action trace(String kind, int line, String text) {
        Expression value = expression(line, text);
        return run -> {
            run.log(kind + ", line " + line + shown(value, run));
            return Flow.GO_ON;
        };
    }

    /** A value that comes from the message is not shown: it may tell who the patient is. */
    private static String shown(Expression value, RuleRun run) {
        if (value == null) {
            return "";
        }
        return value.isConstant() ? ": " + value.value(run.scope()) : " (a value of the message)";
    }

    private Action foreach(Step.Foreach each) {
        if (key != null) {
            fault(each.line(), "a foreach inside another is not taken, as in IRIS");
        }
        if (!VARIABLE.matcher(each.key()).matches()) {
            fault(each.line(), "'" + each.key() + "' is no name for a key (expected: letters and digits)");
        }
        VirtualPath path = loop(each);
        String outer = key;
        key = each.key();
        Action body = body(each.steps());
        key = outer;
        return run -> {
            Hl7Document document = run.document();
            int count = document == null ? 0 : path.count(document, run.scope()::occurrence);
            run.log("foreach, line " + each.line() + ": " + count);
            try {
                for (int i = 1; i <= count; i++) {
                    run.scope().spend(0);
                    run.scope().set(each.key(), String.valueOf(i));
                    if (body.act(run) == Flow.RETURN) {
                        return Flow.RETURN;
                    }
                }
                return Flow.GO_ON;
            } finally {
                run.scope().remove(each.key());
            }
        };
    }

    private VirtualPath loop(Step.Foreach each) {
        Matcher text = LOOP.matcher(each.path().strip());
        try {
            if (!text.matches()) {
                throw new IllegalArgumentException("'" + each.path() + "' is no path");
            }
            VirtualPath path = VirtualPath.parse(text.group(1) != null ? text.group(1) : text.group(2));
            if (!path.isEach()
                    || path.toString().indexOf("()") != path.toString().lastIndexOf("()")) {
                throw new IllegalArgumentException(
                        "'" + path
                                + "' does not say what is counted: exactly its last brackets must be empty, as in PIDgrpgrp(1).ORCgrp()");
            }
            path.keys().stream()
                    .filter(used -> !isVariable(used))
                    .forEach(used -> fault(each.line(), "'" + used + "' in '" + path + "' is no variable"));
            unresolved("", path).ifPresent(why -> fault(each.line(), why));
            return path;
        } catch (IllegalArgumentException e) {
            fault(each.line(), e.getMessage());
            return null;
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

    private String where(int line) {
        return "rule set '" + name + "', " + place + ", line " + line;
    }

    private void fault(int line, String what) {
        faults.add(where(line) + ": " + what);
    }

    @Override
    public List<String> roots() {
        return ROOTS;
    }

    @Override
    public Optional<String> unresolved(String root, VirtualPath path) {
        return path.unresolved(constraints.version(), constraints.messageTypes());
    }

    @Override
    public boolean isVariable(String variable) {
        return variable.equals(key) || variables.contains(variable);
    }

    @Override
    public Optional<LookupTable> table(String table) {
        return library.table(table);
    }
}
