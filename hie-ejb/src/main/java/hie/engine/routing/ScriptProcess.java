package hie.engine.routing;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import hie.engine.script.ContentKind;
import hie.engine.script.Script;
import hie.engine.script.ScriptLibrary;
import hie.engine.script.ScriptLimits;
import hie.engine.script.ScriptResult;
import hie.engine.script.ScriptSyntaxException;
import hie.engine.script.ScriptTask;
import hie.engine.script.SharedValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has a script of the project look at each message: filter it, change it, say which of the connected items it goes to. The script runs in a
 * sandbox; when it fails or costs more than it may, the message goes to the error queue with the reason.
 */
@Description("Runs a script, scripts/NAME.js, in a sandbox: it reads and changes the message, and says where it goes.")
@Setting(
        name = "Script",
        type = SettingType.SCRIPT,
        required = true,
        description = "The script, in JavaScript: scripts/NAME.js among the project's documents.")
@Setting(
        name = "TimeLimit",
        type = SettingType.SECONDS,
        defaultValue = "5",
        min = 0,
        max = 3600,
        unit = "s",
        description = "How long the script may run for one message; 0.001 at least.")
@Setting(
        name = "MemoryLimit",
        type = SettingType.INTEGER,
        defaultValue = "128",
        min = 1,
        max = 65536,
        unit = "MB",
        description =
                "How much memory the script may take for one message, that included which it no longer needs. For a moment it may be twice as much.")
@Setting(
        name = "Inbound",
        type = SettingType.CHOICE,
        defaultValue = "auto",
        choices = {"auto", "hl7", "xml", "json", "text"},
        description = "What msg is made of: auto for what the message's content type says.")
@Setting(
        name = "Outbound",
        type = SettingType.CHOICE,
        defaultValue = "auto",
        choices = {"auto", "hl7", "xml", "json", "text"},
        description =
                "The content type that a changed message gets: auto for what the script made, and for a text that of the message that came.")
@Setting(
        name = "ReplyTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long the script waits for the reply of an item that it asks, each by itself; that is no part of TimeLimit. At least 0.001 s.")
@Setting(
        name = "StartScript",
        type = SettingType.SCRIPT,
        description =
                "A script that is run once before the item works on messages, for example to fill globalMap; when it fails, the item does not start. It has "
                        + "no message and sends nothing. Empty for none.")
@Setting(
        name = "StopScript",
        type = SettingType.SCRIPT,
        description = "A script that is run once when the item has stopped, as StartScript. Empty for none.")
@Setting(
        name = "Channel",
        type = SettingType.STRING,
        description =
                "A word that scripts read as channelName; items of the project with the same one share globalChannelMap. Empty for the item's name.")
public final class ScriptProcess extends BusinessProcess {

    private static final String SCRIPT = "Script";
    private static final String START = "StartScript";
    private static final String STOP = "StopScript";

    private Script script;
    private Optional<Script> start;
    private Optional<Script> stop;
    private ItemStarts starts;
    private ScriptLimits limits;
    private ContentKind inbound;
    private ContentKind outbound;
    private String channel;
    private SharedValues global;
    private SharedValues globalChannel;
    private Duration replyTimeout;
    private boolean isStarted;

    @Override
    public void onInit() {
        script = find(SCRIPT, context().settings().text(SCRIPT));
        start = context().settings().optional(START).map(name -> find(START, name));
        stop = context().settings().optional(STOP).map(name -> find(STOP, name));
        replyTimeout = positive("ReplyTimeout");
        limits = new ScriptLimits(positive("TimeLimit"), context().settings().number("MemoryLimit") << 20);
        inbound = ContentKind.of(context().settings().text("Inbound"));
        outbound = ContentKind.of(context().settings().text("Outbound"));
        channel = context().settings().optional("Channel").orElse(context().itemName());
        global = SharedValues.of(context().workspaceName(), context().projectName(), "");
        globalChannel = SharedValues.of(context().workspaceName(), context().projectName(), channel);
    }

    private Duration positive(String setting) {
        Duration value = context().settings().seconds(setting);
        if (value.isZero()) {
            throw new SettingException(setting, "is too small (expected: at least 0.001 s)");
        }
        return value;
    }

    private Script find(String setting, String name) {
        try {
            return new ScriptLibrary(context().documents())
                    .script(name)
                    .orElseThrow(() -> new SettingException(
                            setting, "there is no script '" + name + "' (expected: scripts/" + name + ".js)"));
        } catch (ScriptSyntaxException e) {
            throw new SettingException(setting, e.getMessage(), e);
        }
    }

    @Override
    public void onStart() {
        if (start.isPresent() || stop.isPresent()) {
            starts = ItemStarts.of(
                    context().workspaceName(),
                    context().projectName(),
                    context().itemName());
            starts.start(() -> start.ifPresent(one -> runWithoutMessage(START, one)));
            isStarted = true;
        }
    }

    @Override
    public void onStop() {
        if (isStarted) {
            isStarted = false;
            starts.stop(() -> stop.ifPresent(one -> runWithoutMessage(STOP, one)));
        }
    }

    private void runWithoutMessage(String setting, Script one) {
        Message nothing = new Message(
                MessageHeader.inbound(
                        MessageIds.next(), Instant.now(), context().itemName(), "text/plain"),
                MessageBody.of(new byte[0]));
        ScriptTask task = new ScriptTask(
                nothing,
                channel,
                List.of(),
                ContentKind.TEXT,
                ContentKind.TEXT,
                global,
                globalChannel,
                new ScriptSurroundings(null, replyTimeout, context().documents()));
        String name = context().settings().text(setting);
        one.run(task, limits)
                .log()
                .forEach(line -> RoutingLog.LOG.scriptLogs(context().itemName(), name, line));
    }

    @Override
    public void process(Message message, Outbox outbox) {
        ScriptTask task = new ScriptTask(
                message,
                channel,
                context().targets(),
                inbound,
                outbound,
                global,
                globalChannel,
                new ScriptSurroundings(outbox, replyTimeout, context().documents()));
        ScriptResult result = script.run(task, limits);
        result.log().forEach(line -> outbox.note("script: " + line));
        result.reply().ifPresent(outbox::reply);
        result.more()
                .forEach(sending ->
                        outbox.send(sending.target(), message.derive(context().itemName(), sending.content())));
        if (!result.accepted()) {
            outbox.note("the script filtered it");
        } else if (result.targets().isEmpty() && result.asked().isEmpty()) {
            outbox.note("sent nowhere");
        } else {
            result.targets().forEach(target -> outbox.send(target, result.messageFor(target)));
        }
    }
}
