package hie.engine.bpl;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import java.time.Clock;
import java.time.ZonedDateTime;

/**
 * Runs a process that is written in the project's documents, as IRIS runs BPL: calls other items, waits for their replies, decides. While
 * a message waits, its worker does; a message that is in the works when the server dies begins anew.
 */
@Description("Runs a business process, processes/NAME.yaml: calls, waits, choices, transforms and rules, step by step.")
@Setting(
        name = "Process",
        type = SettingType.PROCESS,
        required = true,
        description = "The process that runs for each message: processes/NAME.yaml among the project's documents.")
@Setting(
        name = "CallTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long a call, or a sync, that says no time of its own waits for its reply; then the process goes on without one.")
public final class BplProcess extends BusinessProcess {

    private static final String PROCESS = "Process";

    private final Clock clock = Clock.systemDefaultZone();
    private CompiledProcess process;
    private ProcessSite site;

    @Override
    public void onInit() {
        String name = context().settings().text(PROCESS);
        try {
            process = new ProcessLibrary(context().documents())
                    .process(name)
                    .orElseThrow(() -> new SettingException(
                            PROCESS, "there is no process '" + name + "' (expected: processes/" + name + ".yaml)"));
        } catch (ProcessTextException e) {
            throw new SettingException(PROCESS, e.getMessage(), e);
        }
        for (CompiledProcess.TargetUse use : process.targets()) {
            if (!context().targets().contains(use.target())) {
                throw new SettingException(
                        PROCESS,
                        use.where() + ": there is no connection to '" + use.target()
                                + "'; connect the items, or correct the name");
            }
        }
        if (process.waits() && context().settings().integer("PoolSize") == 0) {
            throw new SettingException(
                    "PoolSize", "0 would have the process wait in its callers' transactions; give it 1 or more");
        }
        site = new ProcessSite(
                context().itemName(),
                context().targets(),
                context().settings().seconds("CallTimeout"),
                context()::isStopping);
    }

    @Override
    public void process(Message message, Outbox outbox) throws Exception {
        process.run(message, site, outbox, ZonedDateTime.now(clock));
    }
}
