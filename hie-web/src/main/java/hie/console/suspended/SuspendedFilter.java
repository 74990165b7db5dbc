package hie.console.suspended;

import hie.engine.messaging.SuspensionFilter;
import hie.store.message.HopStatus;
import java.io.Serializable;

/** Which suspended messages are shown, as the page and its address say; blank is any. */
public class SuspendedFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    private String project;
    private String item;
    private HopStatus status;

    SuspensionFilter filter() {
        return new SuspensionFilter(project, item, status, null, null);
    }

    /** Those that can be asked for. */
    public HopStatus[] getStatuses() {
        return new HopStatus[] {HopStatus.SUSPENDED, HopStatus.ERROR};
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project == null || project.isBlank() ? null : project;
    }

    public String getItem() {
        return item;
    }

    public void setItem(String item) {
        this.item = item == null || item.isBlank() ? null : item;
    }

    public HopStatus getStatus() {
        return status;
    }

    public void setStatus(HopStatus status) {
        this.status = status;
    }
}
