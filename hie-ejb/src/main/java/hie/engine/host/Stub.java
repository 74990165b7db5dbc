package hie.engine.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/**
 * Holds the place of an item whose class an import did not know: with its name, its connections and whatever was set about it.
 * Imported disabled, so that messages wait for what replaces it. Enabled all the same, it refuses every message with the reason:
 * none is passed on as if the missing class had done its work (ADR 0023).
 */
@Description("Holds the place of an item whose class an import did not know, and refuses every message.")
@Setting(
        name = "StandsFor",
        type = SettingType.STRING,
        required = true,
        description =
                "The class whose place the item holds. Give the item a class of HIE, or one of your own, to bring it to life.")
public final class Stub extends BusinessProcess {

    /** The setting with the class that is missing. */
    public static final String STANDS_FOR = "StandsFor";

    @Override
    public void process(Message message, Outbox outbox) {
        throw new IllegalStateException("the item only holds the place of class "
                + context().settings().text(STANDS_FOR)
                + ", which HIE does not have; give the item another class");
    }
}
