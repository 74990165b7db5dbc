package hie.engine.running;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemLog;
import java.lang.reflect.InvocationTargetException;

/** What is asked of a host at the beginning or at the end of its life, hook by hook: by one thread, on which any other may look. */
final class HostLife {

    private final ItemDefinition definition;
    private volatile String hook = "constructor";

    HostLife(ItemDefinition definition) {
        this.definition = definition;
    }

    /** The hook that was called last. */
    String hook() {
        return "its host's " + hook;
    }

    /**
     * Builds and starts a host; what is left of one that cannot start is torn down.
     *
     * @param context what it is told of its item
     */
    Host start(HostContext context) throws HostStartException {
        Host host = build();
        host.attach(context);
        try {
            hook = "onInit";
            host.onInit();
            hook = "onStart";
            host.onStart();
            return host;
        } catch (Exception | Error e) {
            tearDown(host);
            throw new HostStartException(definition.key(), "its host could not start", e);
        }
    }

    private Host build() throws HostStartException {
        try {
            return definition.hostClass().newHost();
        } catch (InvocationTargetException e) {
            throw new HostStartException(definition.key(), "its host's constructor failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new HostStartException(definition.key(), "its host class has no public no-argument constructor", e);
        }
    }

    /** Stops a host and tears it down, whatever becomes of the first. */
    void end(Host host) {
        hook = "onStop";
        try {
            host.onStop();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed(hook, definition.key(), e);
        }
        tearDown(host);
    }

    private void tearDown(Host host) {
        hook = "onTearDown";
        try {
            host.onTearDown();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed(hook, definition.key(), e);
        }
    }
}
