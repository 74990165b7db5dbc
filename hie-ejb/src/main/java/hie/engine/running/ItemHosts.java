package hie.engine.running;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
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
    private final ItemHooks hooks;
    private final Queue<Host> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Host> hosts = new ArrayDeque<>();
    private final HostsAtWork atWork = new HostsAtWork();

    /** @param context what hosts are told of their item */
    ItemHosts(ItemDefinition definition, HostContext context, ItemHooks hooks) {
        this.definition = definition;
        this.context = context;
        this.hooks = hooks;
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
        HostLife life = new HostLife(definition);
        Host host = hooks.start(life::hook, () -> life.start(context), this::end);
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

    /**
     * Ends all of them and what stands around them; returns at once.
     *
     * @param interceptors {@code null} for none
     * @return complete when that is over
     */
    CompletableFuture<Void> endAll(InterceptorChain interceptors) {
        List<Host> ending;
        synchronized (hosts) {
            ending = List.copyOf(hosts);
            hosts.clear();
        }
        return hooks.end(ending, interceptors);
    }

    private void end(Host host) {
        new HostLife(definition).end(host);
    }
}
