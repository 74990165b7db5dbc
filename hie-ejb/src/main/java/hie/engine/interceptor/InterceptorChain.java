package hie.engine.interceptor;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.message.Message;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** The interceptors of one item, in their order. Safe for use by any thread. */
public final class InterceptorChain {

    /** The setting that names them. */
    public static final String SETTING = "Interceptors";

    private final String item;
    private final List<Interceptor> interceptors;
    private final AtomicBoolean closed = new AtomicBoolean();

    private InterceptorChain(String item, List<Interceptor> interceptors) {
        this.item = item;
        this.interceptors = List.copyOf(interceptors);
    }

    /** The work on a message between the two halves of a chain. */
    public interface Work<T> {
        T on(Message message) throws Exception;
    }

    /**
     * Makes and initialises the interceptors that an item names; {@code null} when it names none, so that there is nothing to
     * call.
     *
     * @throws SettingException when it names one that does not exist, or gives a setting that none of them heeds
     * @throws Exception what an interceptor threw when it was initialised; all are torn down then
     */
    public static InterceptorChain of(HostContext item, Class<? extends Host> hostClass, InterceptorCatalog catalog)
            throws Exception {
        Set<String> names = new TreeSet<>();
        List<Interceptor> made = new ArrayList<>();
        for (String name : Names.parted(item.settings().text(SETTING))) {
            made.add(catalog.make(name)
                    .orElseThrow(() -> new SettingException(
                            SETTING,
                            "there is no interceptor '" + name + "' (known: " + String.join(", ", catalog.names())
                                    + ")")));
            if (!names.add(name)) {
                throw new SettingException(SETTING, "'" + name + "' is named twice; leave one of them out");
            }
        }
        requireHeeded(item.settings(), names);
        if (made.isEmpty()) {
            return null;
        }
        InterceptorChain chain = new InterceptorChain(item.itemName(), made);
        chain.initialise(item, hostClass, catalog);
        return chain;
    }

    /** The names in a value of the setting. */
    public static List<String> names(String value) {
        return Names.parted(value);
    }

    /** A setting that nothing heeds would be a promise that nobody keeps. */
    private static void requireHeeded(SettingValues settings, Set<String> names) {
        if (!names.contains("Validation")) {
            if (!settings.text(Validation.ACTION).equals(Validation.REFUSE)) {
                throw unheeded(Validation.ACTION, "Validation");
            }
            settings.optional(Validation.FIELDS).ifPresent(given -> {
                throw unheeded(Validation.FIELDS, "Validation");
            });
        }
        if (!names.contains("Masking") && settings.has(Masking.FIELDS)) {
            settings.optional(Masking.FIELDS).ifPresent(given -> {
                throw unheeded(Masking.FIELDS, "Masking");
            });
        }
    }

    private static SettingException unheeded(String setting, String interceptor) {
        return new SettingException(setting, heededBy(interceptor));
    }

    /** What is wrong with the setting of an extension's interceptor that an item does not name. */
    public static String unheeded(String setting) {
        return heededBy(setting.substring(0, setting.lastIndexOf('.')));
    }

    private static String heededBy(String interceptor) {
        return "only the interceptor " + interceptor + " heeds it; name " + interceptor
                + " in the setting Interceptors, or leave this one out";
    }

    private void initialise(HostContext context, Class<? extends Host> hostClass, InterceptorCatalog catalog)
            throws Exception {
        Iterator<String> names = names(context.settings().text(SETTING)).iterator();
        try {
            for (Interceptor interceptor : interceptors) {
                String name = names.next();
                if (catalog.isOwn(name)) {
                    InterceptorContext.of(context, name).initialise(interceptor, hostClass);
                } else {
                    interceptor.onInit(context, hostClass);
                }
            }
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Starts all; when one cannot start, all are torn down. */
    public void start() throws Exception {
        try {
            for (Interceptor interceptor : interceptors) {
                interceptor.onStart();
            }
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Tears all down, in the reverse order; a second time does nothing. */
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Interceptor interceptor : interceptors.reversed()) {
            try {
                interceptor.onTearDown();
            } catch (RuntimeException | Error e) {
                InterceptorLog.LOG.notTornDown(interceptor.getClass().getSimpleName(), item, e);
            }
        }
    }

    /** Does the work on a message with the interceptors around it. */
    public <T> T around(Message message, Work<T> work) throws Exception {
        int called = 0;
        Message passed = message;
        try {
            for (Interceptor interceptor : interceptors) {
                called++;
                passed = interceptor.before(passed);
            }
            T result = work.on(passed);
            String outcome = result == null ? "processed" : result.toString();
            for (Interceptor interceptor : interceptors.reversed()) {
                interceptor.after(passed, outcome);
            }
            return result;
        } catch (Exception failure) {
            fail(passed, failure, called);
            throw failure;
        } catch (Error error) {
            // The host's own errors are failures by now: an interceptor, anybody's code as well, has broken.
            IllegalStateException failure = new IllegalStateException("an interceptor broke: " + error, error);
            fail(passed, failure, called);
            throw failure;
        }
    }

    private void fail(Message message, Exception failure, int called) {
        for (Interceptor interceptor : interceptors.subList(0, called).reversed()) {
            try {
                interceptor.onError(message, failure);
            } catch (RuntimeException | Error e) {
                InterceptorLog.LOG.errorHookFailed(interceptor.getClass().getSimpleName(), item, e);
            }
        }
    }
}
