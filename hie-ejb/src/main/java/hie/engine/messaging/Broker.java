package hie.engine.messaging;

import jakarta.jms.JMSException;

/** Where workers get their transactions with the broker from. Safe for use by any thread. */
public interface Broker {

    /** The queue from which the archiver feeds the warehouse. */
    String TRACE_QUEUE = "hie.trace";

    /** The queue of messages that could not be processed or delivered. */
    String ERROR_QUEUE = "hie.error";

    /** A session for one worker; it connects on first use. */
    BrokerSession openSession();

    /**
     * Puts a message that the engine did not write on another queue as it stands, in a transaction of its own; returns when
     * that is on disk.
     */
    void forward(String queue, jakarta.jms.Message message) throws JMSException;
}
