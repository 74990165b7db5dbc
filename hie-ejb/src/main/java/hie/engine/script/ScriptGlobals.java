package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * The names that a script finds beside those of the language: the message ({@code message}, {@code msg}, {@code tmp}), where it goes ({@code
 * engine.targets}), and what the engine does for it. The names of Mirth are made of these by {@code prelude.js}. For one message.
 */
final class ScriptGlobals {

    /** The property of a message that carries {@code channelMap} on to the next item. */
    static final String CHANNEL_MAP = "ChannelMap";

    /** So long may it be, in characters. */
    private static final int MOST_CARRIED = 64 * 1024;

    /** The log is cut behind so many entries: a loop can make many. */
    private static final int MOST_ENTRIES = 50;

    private static final int MOST_SENDINGS = 10_000;

    private final Run run;
    private final ScriptTask task;
    private final String source;
    private final ScriptableObject scope;
    private final ScriptMessage message;
    private final Set<String> targets;
    private final List<ScriptResult.Sending> more = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private byte[] reply;
    private String carried;

    /**
     * @param source the script's own text: what stands in it may be logged
     */
    ScriptGlobals(Run run, ScriptTask task, String source) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.scope = Sandbox.scope(run);
        this.message = new ScriptMessage(run, scope, task);
        this.targets = new LinkedHashSet<>(task.targets());
        this.carried = task.message().header().property(CHANNEL_MAP).orElse("");
        define();
    }

    ScriptableObject scope() {
        return scope;
    }

    private void define() {
        value(scope, "message", message::text, message::text);
        value(scope, "msg", message::parsed, message::parsed);
        value(scope, "tmp", message::replacement, message::replacement);
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
        function(engine, "targets", args -> run.newArray(scope, targets.toArray()));
        function(engine, "leaveOut", args -> targets.remove(HostFunction.text(args, 0)));
        function(engine, "send", this::send);
        function(engine, "reply", this::reply);
        function(engine, "log", this::log);
        function(engine, "carried", args -> carried);
        function(engine, "carry", this::carry);
        function(engine, "uuid", args -> java.util.UUID.randomUUID().toString());
        function(engine, "dateText", Dates::text);
        function(engine, "dateNumber", Dates::number);
        function(engine, "xmlOfHl7", args -> message.xmlOf(HostFunction.text(args, 0)));
        function(engine, "textOf", args -> message.write(args[0]));
        function(engine, "isUntouched", args -> message.isUntouched());
        function(engine, "field", this::field);
        function(engine, "global", args -> shared(task.global(), args));
        function(engine, "globalChannel", args -> shared(task.globalChannel(), args));
        scope.defineProperty("engine", engine, ScriptableObject.DONTENUM);
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
        String content = args.length > 1 ? message.write(args[1]) : "";
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
        String values = HostFunction.text(args, 0);
        if (values.length() > MOST_CARRIED) {
            throw new LimitExceeded("puts more into channelMap than a message can carry: " + values.length()
                    + " characters (allowed: " + MOST_CARRIED + ")");
        }
        carried = values.equals("{}") ? "" : values;
        return null;
    }

    private Object field(Object[] args) {
        try {
            return task.message().body().hl7().get(HostFunction.text(args, 0)).orElse("");
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
        hie.api.message.Message made = accepted ? message.result() : task.message();
        boolean isCarriedNew =
                !carried.equals(task.message().header().property(CHANNEL_MAP).orElse(""));
        if (isCarriedNew) {
            made = made.with(
                    carried.isEmpty()
                            ? made.header().withoutProperty(CHANNEL_MAP)
                            : made.header().withProperty(CHANNEL_MAP, carried));
        }
        return new ScriptResult(accepted, made, List.copyOf(targets), more, Optional.ofNullable(reply), log);
    }
}
