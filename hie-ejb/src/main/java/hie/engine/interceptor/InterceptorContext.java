package hie.engine.interceptor;

import hie.api.host.HostContext;
import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingValues;
import java.util.List;

/**
 * What an interceptor of an extension knows of an item that it is bound to.
 *
 * @param settings the item's, and its own before those by their short names
 */
record InterceptorContext(HostContext item, SettingValues settings) implements HostContext {

    /** @param interceptor the name under which the item names it: what its settings' names begin with there */
    static InterceptorContext of(HostContext item, String interceptor) {
        return new InterceptorContext(item, item.settings().under(interceptor + "."));
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
