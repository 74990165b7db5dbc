package hie.engine.routing;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
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
        name = "Channel",
        type = SettingType.STRING,
        description =
                "A word that scripts read as channelName; items of the project with the same one share globalChannelMap. Empty for the item's name.")
public final class ScriptProcess extends BusinessProcess {

    private static final String SCRIPT = "Script";

    private Script script;
    private ScriptLimits limits;
    private ContentKind inbound;
    private ContentKind outbound;
    private String channel;
    private SharedValues global;
    private SharedValues globalChannel;

    @Override
    public void onInit() {
        String name = context().settings().text(SCRIPT);
        script = find(name);
        if (context().settings().seconds("TimeLimit").isZero()) {
            throw new SettingException("TimeLimit", "is too small (expected: at least 0.001 s)");
        }
        limits = new ScriptLimits(
                context().settings().seconds("TimeLimit"), context().settings().number("MemoryLimit") << 20);
        inbound = ContentKind.of(context().settings().text("Inbound"));
        outbound = ContentKind.of(context().settings().text("Outbound"));
        channel = context().settings().optional("Channel").orElse(context().itemName());
        global = SharedValues.of(context().workspaceName(), context().projectName(), "");
        globalChannel = SharedValues.of(context().workspaceName(), context().projectName(), channel);
    }

    private Script find(String name) {
        try {
            return new ScriptLibrary(context().documents())
                    .script(name)
                    .orElseThrow(() -> new SettingException(
                            SCRIPT, "there is no script '" + name + "' (expected: scripts/" + name + ".js)"));
        } catch (ScriptSyntaxException e) {
            throw new SettingException(SCRIPT, e.getMessage(), e);
        }
    }

    @Override
    public void process(Message message, Outbox outbox) {
        ScriptTask task =
                new ScriptTask(message, channel, context().targets(), inbound, outbound, global, globalChannel);
        ScriptResult result = script.run(task, limits);
        result.log().forEach(line -> outbox.note("script: " + line));
        result.reply().ifPresent(outbox::reply);
        result.more()
                .forEach(sending ->
                        outbox.send(sending.target(), message.derive(context().itemName(), sending.content())));
        if (!result.accepted()) {
            outbox.note("the script filtered it");
        } else if (result.targets().isEmpty()) {
            outbox.note("sent nowhere");
        } else {
            result.targets().forEach(target -> outbox.send(target, result.message()));
        }
    }
}
