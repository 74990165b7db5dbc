package hie.engine.golden;

import hie.api.message.Message;
import hie.engine.hl7.MessageCheck;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A message, and what a subject is expected to make of it.
 *
 * @param source the item that the message comes from, for rules that ask for it
 * @param msgClass the class that rules ask for, where it is no HL7 v2; may be empty
 * @param docType what the message is held to be, for example {@code 2.5:ADT_A01}; empty for what it says itself
 * @param now the time that the subject sees; empty for the time of the run
 * @param ignore paths that do not count
 * @param text the message, as a person writes it
 * @param expected empty when nobody has said it yet
 */
public record GoldenCase(
        Subject subject,
        String source,
        String msgClass,
        String docType,
        Optional<ZonedDateTime> now,
        List<String> ignore,
        String text,
        Optional<Outcome> expected) {

    /** The folder of a project that holds them. */
    public static final String FOLDER = "tests";

    public GoldenCase {
        ignore = List.copyOf(ignore);
    }

    /**
     * The message as an item would get it.
     *
     * @throws IllegalArgumentException when its character set lacks one of its characters
     */
    Message message() {
        Message message = MessageText.message(text, source);
        if (!msgClass.isEmpty()) {
            message = message.with(message.header().describedAs(msgClass, "", ""));
        }
        return docType.isEmpty()
                ? message
                : message.with(message.header().withProperty(MessageCheck.DOC_TYPE, docType));
    }

    GoldenCase expecting(Optional<Outcome> outcome) {
        return new GoldenCase(subject, source, msgClass, docType, now, ignore, text, outcome);
    }

    /** What is tried only: the message may be about a patient. */
    @Override
    public String toString() {
        return "GoldenCase[" + subject + "]";
    }
}
