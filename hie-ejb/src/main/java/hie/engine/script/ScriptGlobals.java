package hie.engine.script;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.script.Sandbox.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * The names that a script finds beside those of the language: the message ({@code message}, {@code msg}, {@code tmp}), where it goes ({@code
 * engine.targets}), and what the engine does for it. The names of Mirth are made of these by {@code prelude.js}. For one message.
 */
final class ScriptGlobals {

    /** The log is cut behind so many entries: a loop can make many. */
    private static final int MOST_ENTRIES = 50;

    private static final int MOST_SENDINGS = 10_000;

    private final Run run;
    private final ScriptTask task;
    private final String source;
    private final ScriptableObject scope;
    private final Carried carried;
    private final Destinations destinations;
    private final List<ScriptResult.Sending> more = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private byte[] reply;

    /**
     * @param source the script's own text: what stands in it may be logged
     */
    ScriptGlobals(Run run, ScriptTask task, String source) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.scope = Sandbox.scope(run);
        this.carried = new Carried(task.message());
        this.destinations = new Destinations(run, scope, task, carried);
        define();
    }

    ScriptableObject scope() {
        return scope;
    }

    private void define() {
        value(scope, "message", () -> message().text(), text -> message().text(text));
        value(scope, "msg", () -> message().parsed(), value -> message().parsed(value));
        value(scope, "tmp", () -> message().replacement(), value -> message().replacement(value));
        ScriptableObject engine = (ScriptableObject) run.newObject(scope);
        function(engine, "channel", args -> task.channel());
        function(engine, "messageId", args -> task.message().header().id().toString());
        function(
                engine,
                "property",
                args -> task.message()
                        .header()
                        .property(HostFunction.text(args, 0))
                        .orElse(""));
        function(
                engine,
                "targets",
                args -> run.newArray(scope, destinations.targets().toArray()));
        function(engine, "leaveOut", args -> destinations.leaveOut(HostFunction.text(args, 0)));
        function(engine, "begin", this::begin);
        function(engine, "ask", this::ask);
        function(engine, "end", this::end);
        function(engine, "styled", this::styled);
        function(engine, "lookUp", this::lookUp);
        function(engine, "send", this::send);
        function(engine, "reply", this::reply);
        function(engine, "log", this::log);
        function(engine, "carried", args -> carried.values());
        function(engine, "carry", this::carry);
        function(engine, "uuid", args -> java.util.UUID.randomUUID().toString());
        function(engine, "dateText", Dates::text);
        function(engine, "dateNumber", Dates::number);
        function(engine, "xmlOfHl7", args -> message().xmlOf(HostFunction.text(args, 0)));
        function(engine, "textOf", args -> message().write(args[0]));
        function(engine, "resultText", args -> message().resultText());
        function(engine, "isUntouched", args -> message().isUntouched());
        function(engine, "field", this::field);
        function(engine, "global", args -> shared(task.global(), args));
        function(engine, "globalChannel", args -> shared(task.globalChannel(), args));
        scope.defineProperty("engine", engine, ScriptableObject.DONTENUM);
    }

    private ScriptMessage message() {
        return destinations.current();
    }

    private static void value(ScriptableObject owner, String name, Supplier<Object> getter, Consumer<Object> setter) {
        owner.defineProperty(name, getter, setter, ScriptableObject.DONTENUM);
    }

    private interface Service {
        Object call(Object[] args);
    }

    private void function(ScriptableObject owner, String name, Service service) {
        owner.defineProperty(
                name,
                new HostFunction(name, (caller, from, args) -> service.call(args)),
                ScriptableObject.DONTENUM | ScriptableObject.READONLY);
    }

    private Object send(Object[] args) {
        String target = HostFunction.text(args, 0);
        if (!task.targets().contains(target)) {
            throw new Refused("the item that it sends to is not connected; connect the items, or correct the name");
        }
        if (more.size() >= MOST_SENDINGS) {
            throw new LimitExceeded("sends more than " + MOST_SENDINGS + " messages");
        }
        String content = args.length > 1 ? message().write(args[1]) : "";
        more.add(new ScriptResult.Sending(
                target, ScriptMessage.bytes(content, task.message().charset())));
        return null;
    }

    private Object reply(Object[] args) {
        reply = HostFunction.text(args, 0).getBytes(StandardCharsets.UTF_8);
        return null;
    }

    /** What does not stand in the script may come from the message, and is not shown. */
    private Object log(Object[] args) {
        if (log.size() < MOST_ENTRIES) {
            String text = HostFunction.text(args, 1);
            log.add(HostFunction.text(args, 0) + ": "
                    + (Failures.isLiteral(source, text) ? text : "(a value of the message)"));
        }
        return null;
    }

    private Object carry(Object[] args) {
        carried.values(HostFunction.text(args, 0));
        return null;
    }

    private Object begin(Object[] args) {
        return destinations.begin(
                HostFunction.text(args, 0), kind(args, 1), kind(args, 2), Boolean.TRUE.equals(args[3]));
    }

    private static ContentKind kind(Object[] args, int at) {
        try {
            return ContentKind.of(HostFunction.text(args, at));
        } catch (IllegalArgumentException e) {
            throw new Refused("a destination's inbound, outbound and answers are auto, hl7, xml, json or text");
        }
    }

    /** Status, text and reason. */
    private Object ask(Object[] args) {
        Surroundings.Answer answer = destinations.ask(kind(args, 0));
        return run.newArray(
                scope, new Object[] {answer.status().name(), message().text(), answer.reason()});
    }

    private Object end(Object[] args) {
        destinations.end(Boolean.TRUE.equals(args[0]));
        return null;
    }

    private Object styled(Object[] args) {
        String xml = HostFunction.text(args, 1).replaceFirst("^\\s*<\\?xml[^>]*\\?>", "");
        run.admit(2L * xml.length());
        Message source = new Message(
                task.message().header().withoutProperty(Message.ENCODING).withContentType("application/xml"),
                MessageBody.of(xml.getBytes(StandardCharsets.UTF_8)));
        try {
            Message result = task.surroundings().styled(HostFunction.text(args, 0), source);
            run.admit(2L * result.body().bytes().length);
            return new String(result.body().bytes(), result.charset());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refused(e.getMessage());
        }
    }

    private Object lookUp(Object[] args) {
        try {
            return task.surroundings()
                    .lookUp(HostFunction.text(args, 0), HostFunction.text(args, 1))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }

    private Object field(Object[] args) {
        try {
            return message()
                    .message()
                    .body()
                    .hl7()
                    .get(HostFunction.text(args, 0))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            throw new Refused("hl7.get takes a path, for example PID-3.1 or OBX(2)-5");
        }
    }

    private static Object shared(SharedValues values, Object[] args) {
        String name = HostFunction.text(args, 0);
        if (args.length > 1) {
            values.put(name, args[1] == null ? null : Context.toString(args[1]));
            return null;
        }
        return values.get(name).orElse(null);
    }

    ScriptResult result(boolean accepted) {
        Message made = carried.on(accepted ? destinations.common() : task.message());
        return new ScriptResult(
                accepted,
                made,
                destinations.targets(),
                destinations.made(),
                destinations.asked(),
                more,
                Optional.ofNullable(reply),
                log);
    }
}
