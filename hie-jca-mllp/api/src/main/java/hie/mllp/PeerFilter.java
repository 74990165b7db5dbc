package hie.mllp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which peers may connect: addresses, networks in CIDR notation and host names. Host names are looked up when a peer
 * connects that nothing else allows. Immutable.
 */
public final class PeerFilter {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?");
    private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9.]+");

    private final String text;
    private final List<Predicate<InetAddress>> networks;
    private final List<String> hostNames;

    private PeerFilter(String text, List<Predicate<InetAddress>> networks, List<String> hostNames) {
        this.text = text;
        this.networks = networks;
        this.hostNames = hostNames;
    }

    /**
     * Reads a list separated by commas; an empty one allows everybody.
     *
     * @throws IllegalArgumentException naming the first entry that is neither address nor network nor host name
     */
    public static PeerFilter parse(String list) {
        List<String> entries = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        List<Predicate<InetAddress>> networks = entries.stream()
                .filter(PeerFilter::isNumeric)
                .map(PeerFilter::network)
                .toList();
        List<String> names = entries.stream().filter(entry -> !isNumeric(entry)).toList();
        names.forEach(PeerFilter::requireHostName);
        return new PeerFilter(String.join(", ", entries), networks, names);
    }

    public boolean allows(InetAddress peer) {
        boolean open = networks.isEmpty() && hostNames.isEmpty();
        return open
                || networks.stream().anyMatch(network -> network.test(peer))
                || hostNames.stream().anyMatch(name -> isAddressOf(peer, name));
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "everybody" : text;
    }

    private static boolean isAddressOf(InetAddress peer, String hostName) {
        try {
            return Arrays.asList(InetAddress.getAllByName(hostName)).contains(peer);
        } catch (UnknownHostException e) {
            return false; // a name that nobody has allows nobody
        }
    }

    private static boolean isNumeric(String entry) {
        return entry.indexOf('/') >= 0
                || entry.indexOf(':') >= 0
                || NUMBERS_ONLY.matcher(entry).matches();
    }

    private static Predicate<InetAddress> network(String entry) {
        int slash = entry.indexOf('/');
        byte[] wanted = address(entry, slash < 0 ? entry : entry.substring(0, slash));
        int bits = slash < 0 ? wanted.length * 8 : prefixLength(entry, entry.substring(slash + 1), wanted.length * 8);
        return peer -> sharesPrefix(peer.getAddress(), wanted, bits);
    }

    private static byte[] address(String entry, String literal) {
        if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
            throw new IllegalArgumentException("'" + entry + "' is no address");
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + entry + "' is no address", e);
        }
    }

    private static int prefixLength(String entry, String digits, int longest) {
        try {
            int bits = Integer.parseInt(digits);
            if (bits >= 0 && bits <= longest) {
                return bits;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + entry + "' has no number after the slash", e);
        }
        throw new IllegalArgumentException("'" + entry + "' must have 0 to " + longest + " after the slash");
    }

    private static void requireHostName(String entry) {
        if (!HOST_NAME.matcher(entry).matches()) {
            throw new IllegalArgumentException("'" + entry + "' is no address, network or host name");
        }
    }

    private static boolean sharesPrefix(byte[] peer, byte[] wanted, int bits) {
        if (peer.length != wanted.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((peer[bit / 8] & mask) != (wanted[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
