package hie.mllp;

import hie.mllp.codec.Framing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and how to deliver: everything that makes one outbound connection differ from another. Compared by value.
 *
 * @param name whose target this is, for messages to the operator: normally the item
 * @param host host name or address of the peer; with TLS the name its certificate must carry
 * @param port 1 to 65535
 * @param connectTimeout longest wait for the connection (and, separately, for the TLS handshake); positive
 * @param responseTimeout longest wait for the whole reply, counted from the last byte sent; positive
 * @param framing start and end bytes
 * @param maxFrameSize largest payload in bytes, sent or received
 * @param tlsContext name of the server's client SSL context, {@code null} for a plain connection
 * @param localInterface address or network interface to connect from, {@code null} to let the system choose
 * @param idleClose close the socket after so long without use, zero as soon as the connection is given back, {@code null} to stay
 *     connected
 */
public record MllpTarget(
        String name,
        String host,
        int port,
        Duration connectTimeout,
        Duration responseTimeout,
        Framing framing,
        int maxFrameSize,
        String tlsContext,
        String localInterface,
        Duration idleClose) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_MAX_FRAME_SIZE = 64 * 1024 * 1024;

    /** @throws IllegalArgumentException naming every setting that is wrong */
    public MllpTarget {
        List<String> faults = new ArrayList<>();
        check(faults, !isBlank(name), "name must not be empty");
        check(faults, !isBlank(host), "host must not be empty");
        check(faults, port >= 1 && port <= 65_535, "port must be 1 to 65535 and is " + port);
        check(faults, isPositive(connectTimeout), "connectTimeout must be positive and is " + connectTimeout);
        check(faults, isPositive(responseTimeout), "responseTimeout must be positive and is " + responseTimeout);
        check(faults, framing != null, "framing must be given");
        check(faults, maxFrameSize > 0, "maxFrameSize must be positive and is " + maxFrameSize);
        check(faults, tlsContext == null || !isBlank(tlsContext), "tlsContext must be a name, or null for none");
        check(faults, localInterface == null || !isBlank(localInterface), "localInterface must be a name, or null");
        check(
                faults,
                idleClose == null || !idleClose.isNegative(),
                "idleClose must be zero or positive, or null to stay connected, and is " + idleClose);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("MLLP target " + name + ": " + String.join("; ", faults));
        }
    }

    /** A plain target with the default limits that stays connected. */
    public static MllpTarget of(String name, String host, int port) {
        return new MllpTarget(
                name,
                host,
                port,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_RESPONSE_TIMEOUT,
                Framing.DEFAULT,
                DEFAULT_MAX_FRAME_SIZE,
                null,
                null,
                null);
    }

    public MllpTarget withConnectTimeout(Duration timeout) {
        return new MllpTarget(
                name,
                host,
                port,
                timeout,
                responseTimeout,
                framing,
                maxFrameSize,
                tlsContext,
                localInterface,
                idleClose);
    }

    public MllpTarget withResponseTimeout(Duration timeout) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                timeout,
                framing,
                maxFrameSize,
                tlsContext,
                localInterface,
                idleClose);
    }

    public MllpTarget withFraming(Framing other) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                responseTimeout,
                other,
                maxFrameSize,
                tlsContext,
                localInterface,
                idleClose);
    }

    public MllpTarget withMaxFrameSize(int bytes) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                responseTimeout,
                framing,
                bytes,
                tlsContext,
                localInterface,
                idleClose);
    }

    /** With TLS by the server's client SSL context of that name; {@code null} for a plain connection. */
    public MllpTarget withTlsContext(String context) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                responseTimeout,
                framing,
                maxFrameSize,
                context,
                localInterface,
                idleClose);
    }

    /** Connecting from that address or network interface; {@code null} to let the system choose. */
    public MllpTarget withLocalInterface(String addressOrInterface) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                responseTimeout,
                framing,
                maxFrameSize,
                tlsContext,
                addressOrInterface,
                idleClose);
    }

    /** Closing the socket after so long without use, zero as soon as the connection is given back; {@code null} to stay connected. */
    public MllpTarget withIdleClose(Duration idle) {
        return new MllpTarget(
                name,
                host,
                port,
                connectTimeout,
                responseTimeout,
                framing,
                maxFrameSize,
                tlsContext,
                localInterface,
                idle);
    }

    /** Whether the socket is closed as soon as the connection is given back. */
    public boolean closesWhenGivenBack() {
        return idleClose != null && idleClose.isZero();
    }

    /** Whether the socket is closed when it was idle for long. */
    public boolean closesWhenIdle() {
        return idleClose != null && !idleClose.isZero();
    }

    /** Short form for messages to the operator: {@code name (host:port)}. */
    public String label() {
        return name + " (" + host + ":" + port + ")";
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isPositive(Duration duration) {
        return duration != null && duration.isPositive();
    }
}
