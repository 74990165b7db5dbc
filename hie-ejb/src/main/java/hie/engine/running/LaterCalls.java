package hie.engine.running;

import hie.api.host.Call;
import hie.api.host.CallOutcome;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.engine.item.ItemLog;
import hie.engine.messaging.BrokerSession;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;

/**
 * Calls whose messages leave with their caller's transaction and whose replies are gathered afterwards; what is traced of the replies is
 * a transaction of its own. Used by one thread at a time.
 */
final class LaterCalls implements Outbox.LaterGathering {

    private final ItemRuntime caller;
    private final Transmission later;
    private final OpenCalls open;

    LaterCalls(ItemRuntime caller) {
        this.caller = caller;
        this.later = new Transmission(caller.items());
        this.open = new OpenCalls(caller, later.trace());
    }

    Message begin(Call call) {
        return open.begin(call);
    }

    @Override
    public List<CallOutcome> gather(Duration timeout) throws InterruptedException {
        List<CallOutcome> outcomes = open.gather(timeout);
        BrokerSession session = caller.borrowSession();
        try {
            later.flush(session, null);
            session.commitLater();
        } catch (JMSException e) {
            session.rollback();
            ItemLog.LOG.replyNotTraced(caller.key(), e);
        } finally {
            caller.returnSession(session);
        }
        return outcomes;
    }

    @Override
    public void close() {
        open.end();
    }
}
