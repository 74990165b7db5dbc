package hie.engine.messaging;

import jakarta.jms.JMSException;

/** Failures of the broker as workers see them. */
final class BrokerFailure {

    private BrokerFailure() {}

    /** The failure itself when it is one of messaging, else one that says what could not be done. */
    static JMSException of(String what, Exception cause) {
        if (cause instanceof JMSException jms) {
            return jms;
        }
        JMSException failure = new JMSException(what + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
