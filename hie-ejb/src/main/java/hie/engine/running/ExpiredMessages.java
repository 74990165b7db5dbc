package hie.engine.running;

import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.util.Optional;

/**
 * Traces messages that the broker took off items' queues because their time to live was over. What expires while it is worked
 * on is traced by the worker itself.
 */
@ApplicationScoped
public class ExpiredMessages {

    @Inject
    Broker broker;

    @Inject
    RunningItems items;

    private boolean inTrouble;

    /** For the container, which sets the fields. */
    protected ExpiredMessages() {}

    ExpiredMessages(Broker broker, RunningItems items) {
        this.broker = broker;
        this.items = items;
    }

    /** Traces all there are; what cannot be traced now waits for the next time. Called by one thread at a time. */
    public void trace() {
        try (BrokerSession session = broker.openSession()) {
            for (Optional<HeldMessage> next = broker.takeExpired(); next.isPresent(); next = broker.takeExpired()) {
                trace(session, next.get());
            }
            inTrouble = false;
        } catch (JMSException e) {
            if (!inTrouble) {
                ItemLog.LOG.expiryNotTraced(e);
            }
            inTrouble = true;
        }
    }

    private void trace(BrokerSession session, HeldMessage expired) throws JMSException {
        boolean isTraced = false;
        try {
            ItemKey item = ItemKey.ofQueue(expired.queue());
            ItemKey from = item.sibling(expired.message().header().source());
            Transmission transmission = new Transmission(items);
            Expiry.settle(transmission, item, expired.message(), 0, 0);
            transmission.flush(
                    session,
                    "expired|" + Transmission.workId(expired.message().header().id(), from.item(), item));
            session.commit();
            isTraced = true;
        } finally {
            if (isTraced) {
                expired.settle();
            } else {
                session.rollback();
                expired.giveBack();
            }
        }
    }
}
