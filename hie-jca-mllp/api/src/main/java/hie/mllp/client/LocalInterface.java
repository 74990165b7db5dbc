package hie.mllp.client;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Turns the setting "local interface" into an address. */
public final class LocalInterface {

    private LocalInterface() {}

    /**
     * Accepts the name of a network interface ({@code eth0}: its first address), an address or a host name;
     * {@code 0.0.0.0} and {@code ::} stand for all interfaces.
     *
     * @throws UnknownHostException if it is none of these; the text names the value
     */
    public static InetAddress resolve(String interfaceOrAddress) throws UnknownHostException {
        Optional<InetAddress> named = firstAddressOf(interfaceOrAddress);
        return named.isPresent() ? named.get() : InetAddress.getByName(interfaceOrAddress);
    }

    private static Optional<InetAddress> firstAddressOf(String name) {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(name))
                    .flatMap(found -> found.inetAddresses().findFirst());
        } catch (SocketException e) {
            return Optional.empty(); // interfaces cannot be listed here: it may still be an address
        }
    }
}
