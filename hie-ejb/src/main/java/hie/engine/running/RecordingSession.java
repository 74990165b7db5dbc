package hie.engine.running;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.engine.archive.TraceCodec;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.Suspension;
import hie.queue.TakenMessage;
import hie.store.message.Hop;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;

/** A session that remembers which hops it has committed. */
final class RecordingSession implements BrokerSession {

    private final BrokerSession session;
    private final List<Hop> open = new ArrayList<>();
    private final List<Hop> committed;

    RecordingSession(BrokerSession session) {
        this(session, new ArrayList<>());
    }

    private RecordingSession(BrokerSession session, List<Hop> committed) {
        this.session = session;
        this.committed = committed;
    }

    /** Another session, whose commits are remembered with this one's. */
    RecordingSession beside(BrokerSession other) {
        return new RecordingSession(other, committed);
    }

    /** The session that it records. */
    BrokerSession recorded() {
        return session;
    }

    /** What was committed so far, in that order. */
    List<Hop> committed() {
        return List.copyOf(committed);
    }

    @Override
    public List<MessageHeader> send(String queue, Message message) throws JMSException {
        return session.send(queue, message);
    }

    @Override
    public void suspend(Message message, Suspension suspension) throws JMSException {
        session.suspend(message, suspension);
    }

    @Override
    public void trace(byte[] trace, String workId) throws JMSException {
        open.addAll(TraceCodec.decode(trace).hops());
        session.trace(trace, workId);
    }

    @Override
    public void consume(TakenMessage taken) {
        session.consume(taken);
    }

    @Override
    public boolean commit() throws JMSException {
        boolean isNew = session.commit();
        done();
        return isNew;
    }

    @Override
    public void commitLater() throws JMSException {
        session.commitLater();
        done();
    }

    private void done() {
        committed.addAll(open);
        open.clear();
    }

    @Override
    public void rollback() {
        open.clear();
        session.rollback();
    }

    @Override
    public void close() {
        open.clear();
        session.close();
    }
}
