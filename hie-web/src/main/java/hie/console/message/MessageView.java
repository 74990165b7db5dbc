package hie.console.message;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.store.message.MessageDetail;
import hie.store.message.SessionTrace;
import hie.store.message.Warehouse;
import hie.store.message.WarehouseException;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One message with the trace of its session; the content only on demand. */
@Named
@ViewScoped
public class MessageView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Warehouse warehouse;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private transient MessageDetail message;
    private transient SessionTrace trace;
    private transient MessageContent content;

    /** Reads the message that the page's address names; when there is none, the page says so and the status is 404. */
    public void load() {
        try {
            message = parse(id).flatMap(warehouse::find).orElse(null);
            trace = message == null ? null : warehouse.session(message.session());
        } catch (WarehouseException e) {
            notices.refused(e.getMessage());
        }
        if (message == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static Optional<UUID> parse(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** Reads the content of a message of this session. That is a look, and logged. */
    @Allowed(Right.READ_CONTENT)
    public void look(String messageId) {
        content = null;
        try {
            parse(messageId).filter(this::isOfSession).ifPresent(this::look);
        } catch (WarehouseException e) {
            notices.refused(e.getMessage());
        }
    }

    private boolean isOfSession(UUID candidate) {
        return getTrace() != null
                && trace.messages().stream().anyMatch(one -> one.id().equals(candidate));
    }

    private void look(UUID message) {
        ConsoleLog.LOG.contentSeen(caller.getName(), message);
        Optional<byte[]> body = warehouse.body(message);
        if (body.isEmpty()) {
            notices.done("message.gone");
            return;
        }
        content = new MessageContent(message, ContentText.of(body.get()), answers(message));
    }

    private List<MessageContent.Answer> answers(UUID message) {
        List<MessageContent.Answer> answers = new ArrayList<>();
        warehouse
                .reply(message)
                .ifPresent(reply -> answers.add(new MessageContent.Answer("", 0, ContentText.of(reply))));
        trace.attempts().stream()
                .filter(attempt -> attempt.message().equals(message) && attempt.reply() != null)
                .map(attempt ->
                        new MessageContent.Answer(attempt.item(), attempt.number(), ContentText.of(attempt.reply())))
                .forEach(answers::add);
        trace.hops().stream()
                .filter(hop -> hop.message().equals(message) && hop.reply() != null)
                .map(hop -> new MessageContent.Answer(hop.item(), hop.attempts(), ContentText.of(hop.reply())))
                .forEach(answers::add);
        return answers;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** The message; {@code null} when the warehouse does not have it. */
    public MessageDetail getMessage() {
        return message;
    }

    /** Its session; {@code null} when there is no message. */
    public SessionTrace getTrace() {
        if (trace == null) {
            load();
        }
        return trace;
    }

    public List<TraceLine> getLines() {
        return getTrace() == null ? List.of() : TraceLine.of(trace);
    }

    /** What was asked to be seen last; {@code null} before. */
    public MessageContent getContent() {
        return content;
    }
}
