package hie.console.message;

import hie.store.message.MessageQuery;
import hie.store.message.MessageStatus;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/** What the form asks for. All but the range may be {@code null}. Not for several threads. */
public class SearchCriteria implements Serializable {

    private static final long serialVersionUID = 1L;

    private TimeRange range = TimeRange.LAST_DAY;
    private LocalDateTime from;
    private LocalDateTime to;
    private String project;
    private String item;
    private MessageStatus status;
    private String type;
    private String controlId;
    private String patientId;

    /**
     * The query for the warehouse.
     *
     * @param clock tells now, and the time zone in which {@code from} and {@code to} are meant
     * @param withPatient whether the caller may search by a patient's identifier; otherwise that is left out
     */
    MessageQuery query(Clock clock, boolean withPatient) {
        boolean between = range == TimeRange.BETWEEN;
        return MessageQuery.builder()
                .from(between ? instant(from, clock) : range.from(clock.instant()))
                .to(between ? instant(to, clock) : null)
                .project(project)
                .item(item)
                .status(status)
                .type(type)
                .controlId(controlId)
                .patientId(withPatient ? patientId : null)
                .build();
    }

    private static Instant instant(LocalDateTime local, Clock clock) {
        return local == null ? null : local.atZone(clock.getZone()).toInstant();
    }

    public TimeRange getRange() {
        return range;
    }

    /** No range counts as the usual one. */
    public void setRange(TimeRange range) {
        this.range = range == null ? TimeRange.LAST_DAY : range;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTo() {
        return to;
    }

    public void setTo(LocalDateTime to) {
        this.to = to;
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
