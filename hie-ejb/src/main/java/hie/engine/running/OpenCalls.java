package hie.engine.running;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Gathering;
import hie.api.message.Message;
import hie.engine.item.ItemLog;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The calls that one host has made at once, until it returns. Used by its thread only. */
final class OpenCalls implements Gathering {

    private final ItemRuntime caller;
    private final TraceBuilder trace;
    private final List<Open> all = new ArrayList<>();

    /** One call, and its outcome once that is final. */
    private static final class Open {
        private final UUID id;
        private final String target;
        private CallOutcome outcome;

        Open(UUID id, String target) {
            this.id = id;
            this.target = target;
        }
    }

    /**
     * Calls of an item.
     *
     * @param trace of the work that makes them
     */
    OpenCalls(ItemRuntime caller, TraceBuilder trace) {
        this.caller = caller;
        this.trace = trace;
    }

    /** The message that is to leave for a call; from now on its reply is waited for. */
    Message begin(Call call) {
        Message question = call.message();
        Message request = caller.items()
                .calls()
                .begin(question.derive(caller.itemName(), question.body().bytes()), caller.key());
        all.add(new Open(request.header().id(), call.target()));
        return request;
    }

    /** The request has not left. */
    void failed(Message request, CallFailedException why) {
        for (Open open : all) {
            if (open.id.equals(request.header().id())) {
                open.outcome = CallOutcome.failed(open.target, why);
            }
        }
    }

    @Override
    public List<CallOutcome> gather(Duration timeout) throws InterruptedException {
        long end = caller.items().calls().endOf(timeout);
        List<CallOutcome> outcomes = new ArrayList<>();
        for (Open open : all) {
            outcomes.add(open.outcome == null ? outcome(open, end, timeout) : open.outcome);
        }
        return List.copyOf(outcomes);
    }

    private CallOutcome outcome(Open open, long end, Duration timeout) throws InterruptedException {
        Message reply;
        try {
            reply = caller.items().calls().await(open.id, open.target, end, timeout, caller);
        } catch (CallFailedException e) {
            return CallOutcome.failed(open.target, e);
        }
        trace.hop(caller.key().sibling(reply.header().source()), reply, HopStatus.COMPLETED, 0, 0, "", null);
        try {
            Calls.requireGood(reply);
            open.outcome = CallOutcome.replied(open.target, reply);
        } catch (CallFailedException e) {
            open.outcome = CallOutcome.failed(open.target, e);
        }
        return open.outcome;
    }

    /** Nobody waits any more; a reply that came and was not gathered stays in the session's trace. */
    void end() {
        for (Open open : all) {
            Message reply = caller.items().calls().end(open.id);
            if (reply != null && open.outcome == null) {
                try {
                    caller.items().calls().discard(reply);
                } catch (JMSException e) {
                    ItemLog.LOG.notCommitted(caller.key(), reply.header().id(), e);
                }
            }
        }
    }
}
