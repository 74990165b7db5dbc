package hie.console.suspended;

import hie.console.message.ContentText;
import hie.engine.desk.EditableText;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.production.ConflictException;
import java.io.Serializable;
import java.util.UUID;

/** The suspended message whose content is shown, if any is, and its text as somebody corrects it. */
public class OpenMessage implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private String correction;
    private transient SuspendedMessage shown;

    /** @param suspension its id */
    void show(String suspension, SuspendedMessage message) {
        id = suspension;
        shown = message;
        correction = EditableText.of(message.message().body().bytes())
                .map(EditableText::text)
                .orElse(null);
    }

    /** No message is shown any more. */
    void close() {
        id = null;
        shown = null;
        correction = null;
    }

    /** The suspension's id. */
    UUID id() {
        return UUID.fromString(id);
    }

    /**
     * The text that was corrected, in the encoding that the message has.
     *
     * @param body the message's
     * @throws ConflictException when that is no text
     */
    byte[] corrected(byte[] body) {
        return EditableText.of(body)
                .orElseThrow(() -> new ConflictException("This message cannot be corrected as a text"))
                .bytes(correction);
    }

    /** The message; {@code null} for none. */
    public SuspendedMessage getShown() {
        return shown;
    }

    public ContentText getContent() {
        return shown == null ? null : ContentText.of(shown.message().body().bytes());
    }

    /** The message's text; {@code null} when it is no text. */
    public String getCorrection() {
        return correction;
    }

    public void setCorrection(String correction) {
        this.correction = correction;
    }
}
