package hie.engine.item;

import hie.api.host.Adapter;
import hie.engine.catalog.HostKind;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The peers that are connected to MLLP services, as the adapter reports them in JMX. */
public final class PeerConnections {

    private PeerConnections() {}

    /** Whether an item's adapter can tell. */
    public static boolean areKnownOf(ItemDefinition item) {
        return item.kind() == HostKind.SERVICE && item.hostClass().adapter() == Adapter.Kind.MLLP;
    }

    /** How many peers are connected; 0 while the item does not listen. */
    public static int open(ItemKey key) {
        MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName endpoint = new ObjectName("hie:type=MllpEndpoint,name=" + ObjectName.quote(key.path()));
            return mbeans.isRegistered(endpoint) ? (Integer) mbeans.getAttribute(endpoint, "OpenConnections") : 0;
        } catch (javax.management.InstanceNotFoundException e) {
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException("The connections of item " + key + " could not be counted", e);
        }
    }
}
