package hie.engine.bpl;

import hie.api.message.Message;
import hie.engine.bpl.CompiledProcess.Doing;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.rule.CompiledRules;
import hie.engine.rule.RuleLibrary;
import hie.engine.rule.RuleOutcome;
import hie.engine.rule.RuleTextException;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a process ready to run, or says everything that keeps it from running. */
final class ProcessCompiler {

    /** The item that gets alerts, as in IRIS. */
    private static final String ALERTS = "Ens.Alert";

    private final String name;
    private final RuleLibrary library;
    private final ProcessNames names;
    private final List<String> faults = new ArrayList<>();
    private final List<CompiledProcess.TargetUse> targets = new ArrayList<>();
    /** What is done with the replies to calls, by their names; a sync may stand before its call in the text. */
    private final Map<String, Doing> replies = new HashMap<>();

    private final Set<String> awaited = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private boolean waits;

    private ProcessCompiler(String name, ProcessDefinition definition, RuleLibrary library) {
        this.name = name;
        this.library = library;
        this.names = new ProcessNames(definition.context(), library);
    }

    /**
     * Compiles.
     *
     * @throws ProcessTextException naming every fault with its line
     */
    static CompiledProcess compile(String name, ProcessDefinition definition, RuleLibrary library) {
        ProcessCompiler compiler = new ProcessCompiler(name, definition, library);
        compiler.look(definition.activities());
        List<Doing> all = new ArrayList<>();
        definition.context().forEach(variable -> compiler.variable(variable, all));
        all.add(compiler.body(definition.activities()));
        if (!compiler.faults.isEmpty()) {
            throw new ProcessTextException(compiler.faults);
        }
        return new CompiledProcess(inTurn(all), compiler.targets, compiler.waits, library.formats());
    }

    /** Which calls are begun and which are waited for, wherever they stand. */
    private void look(List<? extends Activity> activities) {
        for (Activity activity : activities) {
            if (activity.disabled()) {
                continue;
            }
            switch (activity) {
                case Activity.Call call -> begun.add(call.isAsync() ? call.name() : "");
                case Activity.Sync sync -> awaited.addAll(sync.calls());
                case Activity.Choose choose -> choose.cases().forEach(way -> look(way.activities()));
                case Activity.While loop -> look(loop.activities());
                case Activity.Sequence sequence -> look(sequence.activities());
                default -> {}
            }
        }
    }

    private void variable(ProcessDefinition.Variable variable, List<Doing> all) {
        if (!variable.value().isEmpty()) {
            assign(
                    new Activity.Assign("context." + variable.name(), variable.value(), "", false, variable.line()),
                    all);
        }
    }

    private Doing body(List<Activity> activities) {
        List<Doing> all = new ArrayList<>();
        for (Activity activity : activities) {
            if (!activity.disabled()) {
                add(activity, all);
            }
        }
        return inTurn(all);
    }

    private static Doing inTurn(List<Doing> doings) {
        List<Doing> all = List.copyOf(doings);
        return run -> {
            for (Doing doing : all) {
                run.step();
                doing.act(run);
            }
        };
    }

    private void add(Activity activity, List<Doing> all) {
        switch (activity) {
            case Activity.Assign assign -> assign(assign, all);
            case Activity.Call call -> all.add(call(call));
            case Activity.Sync sync -> all.add(sync(sync));
            case Activity.Choose choose -> all.add(choose(choose));
            case Activity.While loop -> all.add(loop(loop));
            case Activity.Transform transform -> all.add(transform(transform));
            case Activity.AskRule rule -> all.add(rule(rule));
            case Activity.Trace trace -> all.add(trace(trace));
            case Activity.Alert alert -> all.add(alert(alert));
            case Activity.Delay delay -> all.add(delay(delay));
            case Activity.Reply reply -> all.add(ProcessRun::reply);
            case Activity.Sequence sequence -> all.add(body(sequence.activities()));
            case Activity.Comment comment -> {}
        }
    }

    private void assign(Activity.Assign assign, List<Doing> all) {
        try {
            all.add(names.assignment(assign));
        } catch (IllegalArgumentException e) {
            fault(assign.line(), e.getMessage());
        }
    }

    private Doing assignments(List<Activity.Assign> assigns) {
        return body(List.copyOf(assigns));
    }

    private Doing call(Activity.Call call) {
        targets.add(new CompiledProcess.TargetUse(call.target(), where(call.line())));
        boolean isAwaited = call.isAsync() && awaited.contains(call.name());
        if (call.request().stream()
                .noneMatch(assign -> assign.property().strip().equals(ProcessRun.CALL_REQUEST) && !assign.disabled())) {
            fault(call.line(), "nothing is sent: 'request' must assign callrequest");
        }
        if (call.isAsync() && !isAwaited && !call.response().isEmpty()) {
            fault(
                    call.line(),
                    "the reply to '" + call.name()
                            + "' is used, and no sync waits for it; add one, or leave out 'response'");
        }
        names.enter(ProcessRun.CALL_REQUEST);
        Doing request = assignments(call.request());
        names.leave(ProcessRun.CALL_REQUEST);
        names.enter(ProcessRun.CALL_RESPONSE);
        Doing response = assignments(call.response());
        names.leave(ProcessRun.CALL_RESPONSE);
        if (isAwaited) {
            replies.put(call.name(), response);
        }
        Expression timeout = timeout(call.line(), call.timeout());
        waits |= !call.isAsync();
        return run -> {
            run.set(ProcessRun.CALL_REQUEST, null);
            request.act(run);
            if (!call.isAsync()) {
                if (run.take(run.ask(call.target(), Waiting.time(timeout, run)))) {
                    response.act(run);
                }
            } else if (isAwaited) {
                run.begin(call.name(), call.target());
            } else {
                run.send(call.target());
            }
        };
    }

    private Doing sync(Activity.Sync sync) {
        waits = true;
        for (String call : sync.calls()) {
            if (!begun.contains(call)) {
                fault(sync.line(), "there is no asynchronous call '" + call + "' to wait for");
            }
        }
        Expression timeout = timeout(sync.line(), sync.timeout());
        return run -> Waiting.forAll(sync.calls(), Waiting.time(timeout, run), replies, run);
    }

    private Expression timeout(int line, String text) {
        return text.isEmpty() ? null : expression(line, text);
    }

    private record Way(Expression condition, Doing body) {}

    private Doing choose(Activity.Choose choose) {
        List<Way> ways = new ArrayList<>();
        for (Activity.Case way : choose.cases()) {
            ways.add(new Way(
                    way.condition().isEmpty() ? null : expression(way.line(), way.condition()),
                    body(way.activities())));
        }
        return run -> {
            for (Way way : ways) {
                if (way.condition == null || way.condition.holds(run.scope())) {
                    way.body.act(run);
                    return;
                }
            }
        };
    }

    private Doing loop(Activity.While loop) {
        Expression condition = expression(loop.line(), loop.condition());
        Doing body = body(loop.activities());
        return run -> {
            while (condition.holds(run.scope())) {
                run.step();
                body.act(run);
            }
        };
    }

    private Doing transform(Activity.Transform transform) {
        String source = message(transform.line(), transform.source());
        String target = message(transform.line(), transform.target());
        if (ProcessRun.REQUEST.equals(target)) {
            fault(transform.line(), "the request stays what it is; make another message of it");
        }
        MessageTransform compiled = compiled(transform);
        return run -> {
            TransformResult result = compiled.apply(run.required(source), run.now());
            result.log().forEach(run::note);
            run.set(target, result.message());
        };
    }

    private MessageTransform compiled(Activity.Transform transform) {
        try {
            return library.transform(transform.transform());
        } catch (IllegalArgumentException e) {
            fault(transform.line(), e.getMessage());
            return null;
        }
    }

    private String message(int line, String text) {
        return names.message(text).orElseGet(() -> {
            fault(line, "'" + text + "' is no message (expected: " + String.join(", ", names.messages()) + ")");
            return "";
        });
    }

    private Doing rule(Activity.AskRule ask) {
        CompiledRules rules = rules(ask);
        String result = ask.result().isEmpty()
                ? ""
                : names.text(ask.result()).orElseGet(() -> {
                    fault(ask.line(), "'" + ask.result() + "' is no text of the context, which could take the result");
                    return "";
                });
        return run -> {
            RuleOutcome outcome = rules.run(run.required(ProcessRun.REQUEST), run.now());
            outcome.log().forEach(run::note);
            if (!result.isEmpty()) {
                run.scope().set(result, outcome.returned());
            }
        };
    }

    private CompiledRules rules(Activity.AskRule ask) {
        try {
            CompiledRules rules = library.rules(ask.rules())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no rule set '" + ask.rules() + "' (expected: rules/" + ask.rules() + ".yaml)"));
            if (!rules.targets().isEmpty()) {
                throw new IllegalArgumentException("rule set '" + ask.rules()
                        + "' sends messages; a process asks rules for a value, and sends by its calls");
            }
            return rules;
        } catch (RuleTextException e) {
            fault(ask.line(), "asks rule set '" + ask.rules() + "', which cannot run");
        } catch (IllegalArgumentException e) {
            fault(ask.line(), e.getMessage());
        }
        return null;
    }

    private Doing trace(Activity.Trace trace) {
        Expression value = expression(trace.line(), trace.value());
        return run -> run.note("trace, line " + trace.line() + shown(value, run));
    }

    /** A value that comes from a message is not shown: it may tell who the patient is. */
    private static String shown(Expression value, ProcessRun run) {
        return value.isConstant() ? ": " + value.value(run.scope()) : " (a value of the run)";
    }

    private Doing alert(Activity.Alert alert) {
        Expression value = expression(alert.line(), alert.value());
        return run -> {
            run.note("alert, line " + alert.line() + shown(value, run));
            if (run.site().targets().contains(ALERTS)) {
                Message before = run.message(ProcessRun.CALL_REQUEST).orElse(null);
                run.setText(ProcessRun.CALL_REQUEST, value.value(run.scope()));
                run.send(ALERTS);
                run.set(ProcessRun.CALL_REQUEST, before);
            }
        };
    }

    private Doing delay(Activity.Delay delay) {
        waits = true;
        Expression duration = expression(delay.line(), delay.duration());
        return run -> Waiting.pause(Waiting.time(duration, run));
    }

    private Expression expression(int line, String text) {
        try {
            return ExpressionParser.parse(ProcessNames.withoutContext(text), names);
        } catch (IllegalArgumentException e) {
            fault(line, e.getMessage());
            return null;
        }
    }

    private String where(int line) {
        return "process '" + name + "', line " + line;
    }

    private void fault(int line, String what) {
        faults.add(where(line) + ": " + what);
    }
}
