package hie.mllp.ra.inbound;

import hie.mllp.MllpListener;
import hie.mllp.PeerFilter;
import hie.mllp.client.ReadTimeouts;
import hie.mllp.codec.Framing;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an endpoint's deployment descriptor or annotation may set. Times are milliseconds, sizes bytes.
 *
 * <p>Three waits are limited separately: {@code receiveTimeout} is about frames (a new one must begin in time; stray
 * bytes do not count), {@code frameTimeout} about one frame (once begun it must be complete in time, however steadily it
 * drips in), {@code idleTimeout} about life at all (any byte counts, so a peer that sends blanks between frames to keep
 * the connection up is left alone).
 */
@Activation(messageListeners = MllpListener.class)
public class MllpActivationSpec implements ActivationSpec {

    @ConfigProperty(type = String.class, description = "Name of the item, for the log and the figures; required")
    private String name;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "0",
            description = "TCP port to listen on; 0 takes any free one")
    private Integer port = 0;

    @ConfigProperty(
            type = String.class,
            defaultValue = "127.0.0.1",
            description = "Address or network interface to listen on; 0.0.0.0 for all. "
                    + "By default only this machine can connect")
    private String localInterface = "127.0.0.1";

    @ConfigProperty(type = Integer.class, defaultValue = "11", description = "Byte before a message")
    private Integer startByte = 11;

    @ConfigProperty(type = Integer.class, defaultValue = "28", description = "First byte after a message")
    private Integer endByte = 28;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "13",
            description = "Second byte after a message; -1 if peers send only one")
    private Integer endByte2 = 13;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "67108864",
            description = "Longest message in bytes; the connection of a peer that sends a longer one is closed")
    private Integer maxMessageSize = 67_108_864;

    @ConfigProperty(
            type = Long.class,
            defaultValue = "0",
            description = "Milliseconds in which a message must begin, after the connection was opened or the last "
                    + "message answered, or the connection is closed; 0 waits for ever")
    private Long receiveTimeout = 0L;

    @ConfigProperty(
            type = Long.class,
            defaultValue = "30000",
            description =
                    "Milliseconds in which a message that has begun must be complete, or the connection is closed; "
                            + "also limits the TLS handshake; 0 waits for ever")
    private Long frameTimeout = 30_000L;

    @ConfigProperty(
            type = Long.class,
            defaultValue = "0",
            description = "Milliseconds without any byte from the peer after which the connection is closed; 0 never")
    private Long idleTimeout = 0L;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "1000",
            description = "Most connections at a time; further ones are closed at once")
    private Integer maxConnections = 1000;

    @ConfigProperty(
            type = String.class,
            defaultValue = "",
            description =
                    "Who may connect: addresses, networks such as 10.1.0.0/16 and host names, separated by commas; "
                            + "empty for everybody")
    private String allowedPeers = "";

    @ConfigProperty(
            type = String.class,
            defaultValue = "",
            description = "Name of the server's SSL context (elytron subsystem) to encrypt with; empty for plain TCP")
    private String tlsContext = "";

    @ConfigProperty(
            type = Boolean.class,
            defaultValue = "false",
            description = "Whether peers must show a certificate that the SSL context trusts; needs tlsContext")
    private Boolean needClientAuth = false;

    @ConfigProperty(
            type = Boolean.class,
            defaultValue = "true",
            description = "Whether the system probes quiet connections, to notice peers that vanished")
    private Boolean keepAlive = true;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "128",
            description = "How many connections may wait to be accepted")
    private Integer backlog = 128;

    @ConfigProperty(
            type = Boolean.class,
            defaultValue = "false",
            description = "Whether the connection is closed after a negative acknowledgement, for peers that ignore it")
    private Boolean closeOnFailure = false;

    @ConfigProperty(
            type = String.class,
            defaultValue = "AE",
            description = "What a peer is told when nobody could take its message: AE, AR, CE or CR; ERROR_AS_ASKED or "
                    + "REJECT_AS_ASKED, as MSH-15 and MSH-16 ask; BYTE (21); or NONE")
    private String failureReply = "AE";

    @ConfigProperty(
            type = Long.class,
            defaultValue = "30000",
            description = "Milliseconds that messages in flight get to finish when the item is stopped")
    private Long drainTimeout = 30_000L;

    private ResourceAdapter resourceAdapter;

    /** @throws InvalidPropertyException naming the item and all settings that are wrong */
    @Override
    public void validate() throws InvalidPropertyException {
        settings();
    }

    /**
     * The settings, checked and in their proper types.
     *
     * @throws InvalidPropertyException naming the item and all settings that are wrong
     */
    public EndpointSettings settings() throws InvalidPropertyException {
        List<String> faults = new ArrayList<>();
        check(faults, name != null && !name.isBlank(), "name must not be empty");
        within(faults, "port", port, 0, 65_535);
        check(
                faults,
                localInterface != null && !localInterface.isBlank(),
                "localInterface must not be empty (0.0.0.0 listens on all interfaces)");
        within(faults, "maxMessageSize", maxMessageSize, 1, Integer.MAX_VALUE - 16);
        within(faults, "maxConnections", maxConnections, 1, 1_000_000);
        within(faults, "backlog", backlog, 1, 65_535);
        within(faults, "receiveTimeout", receiveTimeout, 0, Integer.MAX_VALUE);
        within(faults, "frameTimeout", frameTimeout, 0, Integer.MAX_VALUE);
        within(faults, "idleTimeout", idleTimeout, 0, Integer.MAX_VALUE);
        within(faults, "drainTimeout", drainTimeout, 0, Integer.MAX_VALUE);
        check(
                faults,
                !isTrue(needClientAuth) || !isEmpty(tlsContext),
                "needClientAuth needs tlsContext, which is not set");
        Framing framing =
                attempt(faults, "startByte, endByte, endByte2", () -> new Framing(startByte, endByte, endByte2));
        FailureReply failure = attempt(faults, "failureReply", () -> FailureReply.valueOf(failureReply));
        PeerFilter peers =
                attempt(faults, "allowedPeers", () -> PeerFilter.parse(allowedPeers == null ? "" : allowedPeers));
        if (!faults.isEmpty()) {
            throw new InvalidPropertyException("MLLP item " + name + ": " + String.join("; ", faults));
        }
        return new EndpointSettings(
                name,
                port,
                localInterface,
                framing,
                maxMessageSize,
                new ReadTimeouts(
                        Duration.ofMillis(receiveTimeout),
                        Duration.ofMillis(frameTimeout),
                        Duration.ofMillis(idleTimeout)),
                maxConnections,
                peers,
                isEmpty(tlsContext) ? null : tlsContext,
                isTrue(needClientAuth),
                isTrue(keepAlive),
                backlog,
                isTrue(closeOnFailure),
                failure,
                Duration.ofMillis(drainTimeout));
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static void within(List<String> faults, String setting, Number value, long least, long most) {
        check(
                faults,
                value != null && value.longValue() >= least && value.longValue() <= most,
                setting + " must be " + least + " to " + most + " and is " + value);
    }

    private static <T> T attempt(List<String> faults, String settings, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | NullPointerException e) {
            faults.add(settings + ": " + (e instanceof NullPointerException ? "must be given" : e.getMessage()));
            return null;
        }
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer value) {
        port = value;
    }

    public String getLocalInterface() {
        return localInterface;
    }

    public void setLocalInterface(String value) {
        localInterface = value;
    }

    public Integer getStartByte() {
        return startByte;
    }

    public void setStartByte(Integer value) {
        startByte = value;
    }

    public Integer getEndByte() {
        return endByte;
    }

    public void setEndByte(Integer value) {
        endByte = value;
    }

    public Integer getEndByte2() {
        return endByte2;
    }

    public void setEndByte2(Integer value) {
        endByte2 = value;
    }

    public Integer getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(Integer value) {
        maxMessageSize = value;
    }

    public Long getReceiveTimeout() {
        return receiveTimeout;
    }

    public void setReceiveTimeout(Long value) {
        receiveTimeout = value;
    }

    public Long getFrameTimeout() {
        return frameTimeout;
    }

    public void setFrameTimeout(Long value) {
        frameTimeout = value;
    }

    public Long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(Long value) {
        idleTimeout = value;
    }

    public Integer getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(Integer value) {
        maxConnections = value;
    }

    public String getAllowedPeers() {
        return allowedPeers;
    }

    public void setAllowedPeers(String value) {
        allowedPeers = value;
    }

    public String getTlsContext() {
        return tlsContext;
    }

    public void setTlsContext(String value) {
        tlsContext = value;
    }

    public Boolean getNeedClientAuth() {
        return needClientAuth;
    }

    public void setNeedClientAuth(Boolean value) {
        needClientAuth = value;
    }

    public Boolean getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(Boolean value) {
        keepAlive = value;
    }

    public Integer getBacklog() {
        return backlog;
    }

    public void setBacklog(Integer value) {
        backlog = value;
    }

    public Boolean getCloseOnFailure() {
        return closeOnFailure;
    }

    public void setCloseOnFailure(Boolean value) {
        closeOnFailure = value;
    }

    public String getFailureReply() {
        return failureReply;
    }

    public void setFailureReply(String value) {
        failureReply = value;
    }

    public Long getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(Long value) {
        drainTimeout = value;
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }
}
