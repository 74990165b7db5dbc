package hie.mllp.ra.inbound;

/** Figures of one listening endpoint, in JMX as {@code hie:type=MllpEndpoint,name="item"}; counted since its start. */
public interface MllpEndpointMXBean {

    /** The port listened on: the one that was found when the setting says 0. */
    int getPort();

    /** LISTENING, DRAINING or STOPPED. */
    String getState();

    int getOpenConnections();

    long getTotalConnections();

    /** Connections closed at once: too many, or of peers that are not allowed. */
    long getRefusedConnections();

    long getFramesIn();

    /** Payload bytes received. */
    long getBytesIn();

    /** Messages that were not stored. */
    long getFailures();

    /** Addresses of the peers connected just now. */
    String[] getPeers();
}
