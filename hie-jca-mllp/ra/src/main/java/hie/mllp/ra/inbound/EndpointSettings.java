package hie.mllp.ra.inbound;

import hie.mllp.PeerFilter;
import hie.mllp.client.ReadTimeouts;
import hie.mllp.codec.Framing;
import java.time.Duration;

/**
 * The settings of one endpoint, checked; see {@link MllpActivationSpec} for what they mean.
 *
 * @param tlsContext {@code null} for plain connections
 */
public record EndpointSettings(
        String name,
        int port,
        String localInterface,
        Framing framing,
        int maxMessageSize,
        ReadTimeouts timeouts,
        int maxConnections,
        PeerFilter allowedPeers,
        String tlsContext,
        boolean needClientAuth,
        boolean keepAlive,
        int backlog,
        boolean closeOnFailure,
        FailureReply failureReply,
        Duration drainTimeout) {}
