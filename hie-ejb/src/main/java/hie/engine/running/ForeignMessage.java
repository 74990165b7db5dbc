package hie.engine.running;

import hie.api.message.Message;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.Suspension;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Instant;

/** What somebody else put on an item's queue: nobody may, but who has the rights can. */
final class ForeignMessage {

    private static final String WHY = "no item sent it: somebody else put it on the item's queue";

    private ForeignMessage() {}

    /** Gives it to the desk of suspended messages, in one transaction, which is committed. */
    static void giveAway(ItemKey item, TakenMessage taken, BrokerSession session) throws JMSException {
        ItemLog.LOG.notAnEnvelope(item);
        Message message = JmsEnvelope.readForeign(taken.message(), item.item());
        TraceBuilder trace = new TraceBuilder();
        trace.created(item, message);
        trace.hop(item, message, HopStatus.ERROR, 0, 0, WHY, null);
        session.suspend(
                message, new Suspension(MessageIds.next(), item.projectPath(), HopStatus.ERROR, Instant.now(), 0, WHY));
        session.trace(TraceCodec.encode(trace.build()), null);
        session.consume(taken);
        session.commit();
    }
}
