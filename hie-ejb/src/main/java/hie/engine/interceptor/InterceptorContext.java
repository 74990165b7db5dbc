package hie.engine.interceptor;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import java.util.List;

/**
 * What an interceptor of an extension knows of an item that it is bound to.
 *
 * @param prefix what the names of its settings begin with in the item: the name under which the item names it, and a dot
 * @param settings the item's, and its own before those by their short names
 */
record InterceptorContext(HostContext item, String prefix, SettingValues settings) implements HostContext {

    static InterceptorContext of(HostContext item, String interceptor) {
        String prefix = interceptor + ".";
        return new InterceptorContext(item, prefix, item.settings().under(prefix));
    }

    /** Has it read its settings; what it finds wrong with one of its own is told by the name that the item gives it under. */
    void initialise(Interceptor interceptor, Class<? extends Host> hostClass) throws Exception {
        try {
            interceptor.onInit(this, hostClass);
        } catch (SettingException e) {
            throw item.settings().has(prefix + e.setting())
                    ? new SettingException(prefix + e.setting(), e.fault(), e)
                    : e;
        }
    }

    @Override
    public String itemName() {
        return item.itemName();
    }

    @Override
    public String projectName() {
        return item.projectName();
    }

    @Override
    public String workspaceName() {
        return item.workspaceName();
    }

    @Override
    public List<String> targets() {
        return item.targets();
    }

    @Override
    public boolean isStopping() {
        return item.isStopping();
    }

    @Override
    public ProjectDocuments documents() {
        return item.documents();
    }
}
