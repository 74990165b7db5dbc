package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.engine.acknowledgement.AcknowledgementPolicy;
import hie.engine.acknowledgement.BatchReply;
import hie.engine.hl7.Hl7Batch;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What becomes of a batch: the settings BatchHandling and NoBatchReply. Everything that a batch is taken apart into leaves in the
 * transaction that takes the batch over, so that all of it is stored before it is acknowledged, or nothing is.
 */
final class BatchIntake {

    /** The setting BatchHandling. */
    enum Handling {
        /** As one message. */
        WHOLE("Whole"),
        /** Each message in the batch's session; behind them the envelopes. */
        SINGLE_SESSION("Single-Session"),
        /** Each message in a session of its own; behind them the envelopes. */
        MULTI_SESSION("Multi-Session"),
        /** Each message in a session of its own. */
        INDIVIDUAL("Individual");

        private final String text;

        Handling(String text) {
            this.text = text;
        }

        static Handling of(String text) {
            for (Handling handling : values()) {
                if (handling.text.equals(text)) {
                    return handling;
                }
            }
            throw new IllegalArgumentException("There is no batch handling '" + text + "'");
        }
    }

    private final Handling handling;
    private final boolean answersAsOne;
    private final String item;
    private final BatchReply replies = new BatchReply(Clock.system(ZoneId.systemDefault()));

    /**
     * @param answersAsOne whether a batch gets one acknowledgement, not one for each of its messages
     * @param item that takes them in
     */
    BatchIntake(Handling handling, boolean answersAsOne, String item) {
        this.handling = handling;
        this.answersAsOne = answersAsOne;
        this.item = item;
    }

    /** Whether batches are taken apart at all. */
    boolean isSplitting() {
        return handling != Handling.WHOLE;
    }

    /** The messages of a batch, in their order. */
    List<Message> messages(Message whole, Hl7Batch batch) {
        List<Message> messages = new ArrayList<>();
        boolean isUnicode = Hl7Batch.hasByteOrderMark(whole.body().bytes());
        for (byte[] bytes : batch.messages()) {
            Message part = whole.derive(item, bytes);
            if (handling != Handling.SINGLE_SESSION) {
                part = part.with(part.header().beginningSession());
            }
            messages.add(isUnicode ? part.with(part.header().withProperty(Message.ENCODING, "!UTF-8")) : part);
        }
        return messages;
    }

    /** Whether the envelopes follow as a message of their own, behind the others. */
    boolean sendsEnvelope(Hl7Batch batch) {
        return handling != Handling.INDIVIDUAL && batch.envelope().length > 0;
    }

    Message envelope(Message whole, Hl7Batch batch) {
        return whole.derive(item, batch.envelope());
    }

    /** What the sender is told when all is stored; {@code null} for nothing. */
    byte[] accepted(Message whole, List<Message> messages, AcknowledgementPolicy policy) {
        Hl7Message batch = whole.body().hl7();
        if (answersAsOne || policy.answersWithoutMessages()) {
            return policy.accepted(batch);
        }
        List<byte[]> acknowledgements = messages.stream()
                .map(message -> policy.accepted(message.body().hl7()))
                .filter(Objects::nonNull)
                .toList();
        return acknowledgements.isEmpty() && !messages.isEmpty() ? null : replies.of(batch, acknowledgements);
    }
}
