package hie.engine.host;

import hie.api.setting.SettingSyntax;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The grammar of LocalInterface: an address, the name of a network interface, or a host name. Whether this machine has it is found when the
 * item starts or connects, and nobody is asked for it here.
 */
public final class InterfaceSyntax implements SettingSyntax {

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.:@-]*[A-Za-z0-9_])?");

    @Override
    public Optional<String> fault(String value) {
        return isAcceptable(value)
                ? Optional.empty()
                : Optional.of(
                        "'" + value
                                + "' is no address (expected: one address of this machine, as 10.1.2.3 or ::1, or the name of a network interface or host)");
    }

    private static boolean isAcceptable(String value) {
        String address = value.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("%[A-Za-z0-9_.-]+$", "");
        if (NUMBERS.matcher(value).matches()) {
            return IPV4.matcher(value).matches();
        }
        return IPV6.matcher(address).matches()
                ? isIpv6(address)
                : NAME.matcher(value).matches();
    }

    /** What has a colon in it is read as an address, and looked up nowhere. */
    private static boolean isIpv6(String address) {
        try {
            return InetAddress.getByName(address) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
