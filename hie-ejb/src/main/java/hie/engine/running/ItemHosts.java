package hie.engine.running;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemLog;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The hosts of a running item: built and started when they are needed, lent to one worker at a time, ended with the item. */
final class ItemHosts {

    private final ItemDefinition definition;
    private final HostContext context;
    private final Queue<Host> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Host> hosts = new ArrayDeque<>();
    private final HostsAtWork atWork = new HostsAtWork();

    /** @param context what hosts are told of their item */
    ItemHosts(ItemDefinition definition, HostContext context) {
        this.definition = definition;
        this.context = context;
    }

    /** Builds and starts one, for whoever borrows first. */
    void prepare() throws HostStartException {
        idle.add(build());
    }

    /** Lends a host; an idle one, or a new one. */
    Host borrow() throws HostStartException {
        Host host = idle.poll();
        return host != null ? host : build();
    }

    void giveBack(Host host) {
        idle.add(host);
    }

    private Host build() throws HostStartException {
        Host host;
        try {
            host = definition.hostClass().newHost();
        } catch (InvocationTargetException e) {
            throw new HostStartException(definition.key(), "its host's constructor failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new HostStartException(definition.key(), "its host class has no public no-argument constructor", e);
        }
        host.attach(context);
        try {
            host.onInit();
            host.onStart();
        } catch (Exception | Error e) {
            tearDown(host);
            throw new HostStartException(definition.key(), "its host could not start", e);
        }
        synchronized (hosts) {
            hosts.add(host);
        }
        return host;
    }

    /** Those of a kind, at this moment. */
    <T> List<T> of(Class<T> kind) {
        synchronized (hosts) {
            return hosts.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    HostsAtWork atWork() {
        return atWork;
    }

    /**
     * A host does not end its work: nothing is expected of it any more.
     *
     * @return how many there are of these now
     */
    int leaveBehind(Host host, CompletableFuture<?> work) {
        synchronized (hosts) {
            hosts.remove(host);
        }
        return atWork.leave(host, work, this::end);
    }

    /** Ends all of them. */
    void end() {
        synchronized (hosts) {
            hosts.forEach(this::end);
            hosts.clear();
        }
    }

    private void end(Host host) {
        try {
            host.onStop();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed("onStop", definition.key(), e);
        }
        tearDown(host);
    }

    private void tearDown(Host host) {
        try {
            host.onTearDown();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed("onTearDown", definition.key(), e);
        }
    }
}
