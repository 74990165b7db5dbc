package hie.engine.bpl;

import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.engine.format.Formats;
import java.time.ZonedDateTime;
import java.util.List;

/** A process ready to run. Immutable; used by any number of threads. */
public final class CompiledProcess {

    /** An activity ready to run. */
    interface Doing {
        void act(ProcessRun run) throws Exception;
    }

    /**
     * An item that a call names.
     *
     * @param where process and line, for a fault
     */
    public record TargetUse(String target, String where) {}

    private final Doing body;
    private final List<TargetUse> targets;
    private final boolean waits;
    private final Formats formats;

    CompiledProcess(Doing body, List<TargetUse> targets, boolean waits, Formats formats) {
        this.body = body;
        this.targets = List.copyOf(targets);
        this.waits = waits;
        this.formats = formats;
    }

    /** Every item that a call names; what is disabled counts not. */
    public List<TargetUse> targets() {
        return targets;
    }

    /** Whether it may hold its worker while it waits: for a reply, or for a time to pass. */
    public boolean waits() {
        return waits;
    }

    /** Has a message go through the process. */
    void run(Message request, ProcessSite site, Outbox outbox, ZonedDateTime now) throws Exception {
        ProcessRun run = new ProcessRun(request, site, outbox, formats, now);
        body.act(run);
        run.end();
    }
}
