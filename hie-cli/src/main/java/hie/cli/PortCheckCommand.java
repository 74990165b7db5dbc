package hie.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Used by {@code ./hie start}: complains about each port that cannot be listened on. */
@Command(name = "port-check", hidden = true, description = "Tells which of some ports are in use.")
final class PortCheckCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "Address that will be listened on.")
    String bind;

    @Parameters(arity = "1..*", paramLabel = "PORT=PURPOSE", description = "Ports and what they are for.")
    Map<Integer, String> ports;

    @Override
    public Integer call() {
        InetAddress address = address();
        int exit = 0;
        for (Map.Entry<Integer, String> port : ports.entrySet()) {
            if (!isFree(new InetSocketAddress(address, port.getKey()))) {
                spec.commandLine()
                        .getErr()
                        .println("Port " + port.getKey() + " (" + port.getValue()
                                + ") is in use; stop what uses it or start with --port-offset N.");
                exit = Main.NOT_DONE;
            }
        }
        return exit;
    }

    private InetAddress address() {
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (IOException e) {
            throw new CliException("HIE_BIND is '" + bind + "', which cannot be looked up: " + e.getMessage(), e);
        }
        throw new CliException("HIE_BIND is '" + bind + "', which is no address of this machine.");
    }

    /** Listening tells more than connecting: it also finds a port that is bound and not accepting. */
    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
