package hie.console.message;

import hie.store.message.MessageQuery;
import hie.store.message.MessageStatus;
import java.io.Serializable;
import java.time.Clock;

/** What the form asks for. All but the time may be {@code null}. Not for several threads. */
public class SearchCriteria implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TimeSpan time = new TimeSpan(TimeRange.LAST_DAY);
    private String project;
    private String item;
    private MessageStatus status;
    private String type;
    private String controlId;
    private String patientId;

    /**
     * The query for the warehouse.
     *
     * @param clock tells now, and the time zone in which chosen times are meant
     * @param withPatient whether the caller may search by a patient's identifier; otherwise that is left out
     */
    MessageQuery query(Clock clock, boolean withPatient) {
        return MessageQuery.builder()
                .from(time.earliest(clock))
                .to(time.latest(clock))
                .project(project)
                .item(item)
                .status(status)
                .type(type)
                .controlId(controlId)
                .patientId(withPatient ? patientId : null)
                .build();
    }

    public TimeSpan getTime() {
        return time;
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project;
    }

    public String getItem() {
        return item;
    }

    public void setItem(String item) {
        this.item = item;
    }

    public MessageStatus getStatus() {
        return status;
    }

    public void setStatus(MessageStatus status) {
        this.status = status;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getControlId() {
        return controlId;
    }

    public void setControlId(String controlId) {
        this.controlId = controlId;
    }

    public String getPatientId() {
        return patientId;
    }

    public void setPatientId(String patientId) {
        this.patientId = patientId;
    }
}
