package hie.mllp.ra;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** All that the adapter has to say to the operator: item, peer, control id and numbers, never content. */
@MessageLogger(projectCode = "HIEMLLP", length = 4)
public interface MllpLog extends BasicLogger {

    MllpLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), MllpLog.class, "hie.mllp");

    @LogMessage(level = INFO)
    @Message(id = 1, value = "Item %s listens on %s, port %d")
    void listening(String item, String address, int port);

    @LogMessage(level = INFO)
    @Message(id = 2, value = "Item %s no longer listens on port %d")
    void stopped(String item, int port);

    @LogMessage(level = WARN)
    @Message(
            id = 3,
            value = "Item %s refuses connections: all %d that its setting maxConnections allows are open (peer %s)")
    void tooManyConnections(String item, int allowed, String peer);

    @LogMessage(level = INFO)
    @Message(id = 4, value = "Item %s accepts connections again; %d were refused meanwhile")
    void acceptsConnectionsAgain(String item, long refused);

    @LogMessage(level = WARN)
    @Message(id = 5, value = "Item %s refuses peer %s, which its setting allowedPeers does not name")
    void peerNotAllowed(String item, String peer);

    @LogMessage(level = WARN)
    @Message(id = 6, value = "Item %s: connection of %s closed: %s")
    void protocolFault(String item, String peer, String reason);

    @LogMessage(level = WARN)
    @Message(id = 7, value = "Item %s: TLS handshake with %s failed: %s")
    void handshakeFailed(String item, String peer, String reason);

    @LogMessage(level = WARN)
    @Message(id = 8, value = "Item %s: message %s from %s was not stored (%s)")
    void notStored(String item, String controlId, String peer, String reason);

    @LogMessage(level = INFO)
    @Message(id = 9, value = "Item %s stores messages again; %d in a row were not stored")
    void storesAgain(String item, long failures);

    @LogMessage(level = WARN)
    @Message(
            id = 10,
            value = "Item %s: the answer to message %s could not be written to %s (%s); the peer may send it again")
    void replyNotWritten(String item, String controlId, String peer, String reason);

    @LogMessage(level = ERROR)
    @Message(id = 11, value = "Item %s cannot accept connections on port %d: %s; trying again")
    void acceptFailed(String item, int port, String reason);

    @LogMessage(level = WARN)
    @Message(id = 12, value = "Item %s was stopped with %d connections still busy after %d ms; they were cut off")
    void drainTimedOut(String item, int connections, long waited);

    @LogMessage(level = WARN)
    @Message(id = 13, value = "Item %s: %s after delivery of message %s, which is stored")
    void afterDeliveryFailed(String item, String reason, String controlId);

    @LogMessage(level = DEBUG)
    @Message(id = 14, value = "Item %s: connection %d of %s opened")
    void connectionOpened(String item, long id, String peer);

    @LogMessage(level = DEBUG)
    @Message(id = 15, value = "Item %s: connection %d of %s closed: %s")
    void connectionClosed(String item, long id, String peer, String reason);

    @LogMessage(level = WARN)
    @Message(id = 16, value = "Closing idle connections failed")
    void idleCheckFailed(@Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 17, value = "Item %s: connection of %s ended by an unexpected fault")
    void connectionBroken(String item, String peer, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 18, value = "Item %s: figures could not be removed from JMX: %s")
    void figuresNotRemoved(String item, String reason);
}
