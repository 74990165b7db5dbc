package hie.api.host;

import hie.api.setting.SettingValues;
import java.util.List;

/** What a host may know of its item. Safe for use by any thread. */
public interface HostContext {

    /** The item's name in its project. */
    String itemName();

    /** The project's name. */
    String projectName();

    /** The name of the workspace that the project belongs to; empty where an item has none yet. */
    default String workspaceName() {
        return "";
    }

    /** The item's settings, validated and with defaults filled in. */
    SettingValues settings();

    /** The names of the items this one is connected to, in the order of its connections. */
    List<String> targets();

    /** Whether the item has been asked to stop: work that waits should give up soon. */
    boolean isStopping();

    /** The project's documents that the item uses: those that its settings name, and those that they name in turn. */
    default ProjectDocuments documents() {
        return ProjectDocuments.NONE;
    }
}
