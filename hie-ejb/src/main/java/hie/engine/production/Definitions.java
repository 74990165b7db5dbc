package hie.engine.production;

import hie.api.host.Interceptor;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.SettingReferences;
import hie.engine.config.UsedDocuments;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns configured items into items ready to be run: class found, names settled, references resolved. */
@ApplicationScoped
class Definitions {

    @Inject
    HostCatalog catalog;

    @Inject
    SettingReferences references;

    /**
     * The definition of a configured item.
     *
     * @param project the item's project
     * @throws IllegalArgumentException when its class or a setting is not known (any more), or a reference cannot be resolved
     */
    ItemDefinition of(ItemKey key, ItemConfig config, ProjectConfig project) {
        HostClass hostClass = catalog.find(config.className(), interceptors(config))
                .orElseThrow(() -> new IllegalArgumentException(catalog.whyMissing(config.className())));
        Map<String, String> given = new LinkedHashMap<>();
        config.settings().forEach((name, value) -> {
            SettingDescriptor declared = hostClass
                    .setting(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "class " + hostClass.name() + " has no setting '" + name + "'"));
            String resolved = references.resolve(value);
            declared.fault(resolved).ifPresent(fault -> {
                throw new IllegalArgumentException("setting " + name + ": " + fault);
            });
            given.put(declared.name(), resolved);
        });
        return new ItemDefinition(
                key,
                hostClass,
                given,
                config.targets(),
                UsedDocuments.of(project, hostClass, given),
                ownInterceptors(given));
    }

    private List<String> interceptors(ItemConfig config) {
        return InterceptorChain.names(references.resolve(config.settings().getOrDefault(InterceptorChain.SETTING, "")));
    }

    /** Those of the interceptors it names that come from extensions: a new version of one makes another definition. */
    private Map<String, Class<? extends Interceptor>> ownInterceptors(Map<String, String> given) {
        Map<String, Class<? extends Interceptor>> own = new LinkedHashMap<>(catalog.interceptors());
        own.keySet().retainAll(InterceptorChain.names(given.getOrDefault(InterceptorChain.SETTING, "")));
        return own;
    }
}
