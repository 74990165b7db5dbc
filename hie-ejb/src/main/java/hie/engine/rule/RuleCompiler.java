package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.rule.CompiledRules.Action;
import hie.engine.rule.CompiledRules.Flow;
import hie.engine.rule.CompiledRules.TargetUse;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a rule definition ready to run, or says everything that keeps it from running. */
final class RuleCompiler {

    private static final String PRIORITY = "[0-9]";

    private final String name;
    private final RuleLibrary library;
    private final OtherRules others;
    private final boolean isAsked;
    private final List<String> faults = new ArrayList<>();
    private final List<TargetUse> targets = new ArrayList<>();
    private RulePlaces places;
    private String place = "";

    /** @param isAsked whether the rules are only asked what they return, so that they must do nothing else */
    RuleCompiler(String name, OtherRules others, boolean isAsked) {
        this.name = name;
        this.library = others.library();
        this.others = others;
        this.isAsked = isAsked;
    }

    /**
     * Compiles.
     *
     * @throws RuleTextException naming every fault with rule and line
     */
    CompiledRules compile(RuleDefinition definition) {
        List<CompiledRules.ReadySet> sets = new ArrayList<>();
        places = new RulePlaces(library, definition.context(), others::returned);
        for (RuleSet set : definition.sets()) {
            places.clear();
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
        return new CompiledRules(name, sets, targets, library.formats());
    }

    private void collectVariables(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Assign assign -> places.collect(assign.property());
                case Step.When when -> collectVariables(when.steps());
                case Step.Otherwise otherwise -> collectVariables(otherwise.steps());
                case Step.Foreach each -> collectVariables(each.steps());
                default -> {}
            }
        }
    }

    private CompiledRules.Ready rule(Rule rule, int number) {
        String title = rule.name().isEmpty() ? "number " + number : rule.name();
        place = "rule '" + title + "'";
        Constraints constraints = Constraints.of(rule.constraint(), library.schemas());
        constraints.fault().ifPresent(fault -> fault(rule.line(), fault));
        places.enter(constraints);
        String label = place + " of '" + name + "'";
        return new CompiledRules.Ready(
                label, others.isNested() ? title + " of " + name : title, constraints, body(rule.steps()));
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
        boolean decides = step instanceof Step.Send || step instanceof Step.Delete || step instanceof Step.Delegate;
        if (isAsked && decides) {
            fault(
                    step.line(),
                    "rules that Rule asks for a value send, delete and delegate nothing (delegate to them instead)");
        }
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
                    run.returned(value == null ? "" : value.value(run.scope()));
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
        Expression priority = send.priority().isEmpty() ? null : priority(send);
        return run -> {
            Message sent = ranked(transformed(run, transforms), priority, run);
            run.log(log);
            send.targets().forEach(target -> run.send(target, sent));
            return Flow.GO_ON;
        };
    }

    private Expression priority(Step.Send send) {
        Expression priority = expression(send.line(), send.priority());
        if (priority != null
                && priority.isConstant()
                && !send.priority().strip().matches(PRIORITY)) {
            fault(send.line(), "'" + send.priority() + "' is no priority (expected: 0, first, to 9, or an expression)");
        }
        return priority;
    }

    /** With a value that is no priority it keeps the one that it has. */
    private static Message ranked(Message message, Expression priority, RuleRun run) {
        String value = priority == null ? "" : priority.value(run.scope());
        return value.matches(PRIORITY) ? message.with(message.header().withPriority(Integer.parseInt(value))) : message;
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
        if (isAsked) {
            return null;
        }
        try {
            CompiledRules rules = others.delegated(delegate.rules());
            rules.targets()
                    .forEach(use -> targets.add(new TargetUse(
                            use.target(),
                            where(delegate.line()) + ": delegates to rule set '" + delegate.rules() + "': "
                                    + use.where())));
            return rules;
        } catch (IllegalArgumentException e) {
            fault(delegate.line(), e.getMessage());
            return null;
        }
    }

    private Action assign(Step.Assign assign) {
        Expression value = expression(assign.line(), assign.value());
        Optional<RulePlaces.Found> property;
        try {
            property = places.assigned(assign.property());
        } catch (IllegalArgumentException e) {
            fault(assign.line(), e.getMessage());
            return run -> Flow.GO_ON;
        }
        if (isAsked && property.isPresent()) {
            fault(assign.line(), "rules that Rule asks for a value do not change the message");
        }
        return run -> {
            if (property.isPresent()) {
                run.change(property.get().place(), property.get().keys(), value.node(run.scope()));
            } else {
                run.scope().set(assign.property(), value.node(run.scope()));
            }
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
        if (places.key() != null) {
            fault(each.line(), "a foreach inside another is not taken, as in IRIS");
        }
        if (!RulePlaces.isName(each.key())) {
            fault(each.line(), "'" + each.key() + "' is no name for a key (expected: letters and digits)");
        }
        RulePlaces.Found loop = loop(each);
        String outer = places.key();
        places.key(each.key());
        Action body = body(each.steps());
        places.key(outer);
        return run -> {
            Document document = run.document();
            List<String> keys = document == null
                    ? List.of()
                    : document.each(loop.place(), run.scope().keys(loop.keys()));
            run.log("foreach, line " + each.line() + ": " + keys.size());
            try {
                for (String key : keys) {
                    run.scope().spend(0);
                    run.scope().set(each.key(), key);
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

    private RulePlaces.Found loop(Step.Foreach each) {
        try {
            return places.loop(each.path());
        } catch (IllegalArgumentException e) {
            fault(each.line(), e.getMessage());
            return null;
        }
    }

    private Expression expression(int line, String text) {
        try {
            return ExpressionParser.parse(text, places);
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
}
