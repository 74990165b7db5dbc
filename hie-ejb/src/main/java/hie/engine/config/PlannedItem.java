package hie.engine.config;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import hie.engine.catalog.HostClass;
import hie.engine.interceptor.InterceptorCatalog;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.HookCall;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** An item that may come to be, for its host to judge; what it belongs to has no name yet. */
record PlannedItem(
        String itemName,
        SettingValues settings,
        List<String> targets,
        ProjectDocuments documents,
        Map<String, Class<? extends Interceptor>> ownInterceptors)
        implements HostContext {

    @Override
    public String projectName() {
        return "";
    }

    @Override
    public boolean isStopping() {
        return false;
    }

    /**
     * What a host of the class finds wrong with the item: whatever would keep it from being initialised, hooks that do not end in time
     * included.
     */
    Optional<ConfigFault> fault(HostClass hostClass) {
        AtomicReference<String> hook = new AtomicReference<>("constructor");
        HookCall<Optional<ConfigFault>> judgement =
                HookCall.begin(itemName, () -> "its " + hook, () -> judgement(hostClass, hook), tooLate -> {});
        Duration limit = settings.seconds("HookTimeout");
        try {
            return judgement.await(limit);
        } catch (TimeoutException e) {
            return Optional.of(unusable(hostClass, HookCall.overlong(e.getMessage(), limit)));
        } catch (ExecutionException e) {
            return Optional.of(unusable(hostClass, e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(unusable(hostClass, "it was interrupted"));
        }
    }

    private Optional<ConfigFault> judgement(HostClass hostClass, AtomicReference<String> hook) {
        try {
            initialise(hostClass.newHost(), hook);
            return Optional.empty();
        } catch (SettingException e) {
            return Optional.of(new ConfigFault(itemName, e.setting(), e.fault()));
        } catch (IllegalArgumentException e) {
            return Optional.of(new ConfigFault(itemName, "", String.valueOf(e.getMessage())));
        } catch (InvocationTargetException e) {
            return Optional.of(unusable(hostClass, e.getCause()));
        } catch (Exception | Error e) {
            return Optional.of(unusable(hostClass, e));
        }
    }

    private void initialise(Host host, AtomicReference<String> hook) throws Exception {
        host.attach(this);
        try {
            hook.set("onInit");
            host.onInit();
            hook.set("interceptors");
            // What is made of these keeps no figures: there is no registry behind.
            InterceptorCatalog catalog =
                    new InterceptorCatalog(new CompositeMeterRegistry(), Tags.empty(), ownInterceptors);
            InterceptorChain interceptors = InterceptorChain.of(this, host.getClass(), catalog);
            if (interceptors != null) {
                interceptors.close();
            }
        } finally {
            hook.set("onTearDown");
            host.onTearDown();
        }
    }

    private ConfigFault unusable(HostClass hostClass, Object why) {
        return new ConfigFault(itemName, "", "a host of class " + hostClass.name() + " cannot be initialised: " + why);
    }
}
