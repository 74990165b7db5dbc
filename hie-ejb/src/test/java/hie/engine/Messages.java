package hie.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import java.time.Instant;

/** Synthetic messages for tests. */
public final class Messages {

    /** When they were made. */
    public static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");

    private static final String ADT = """
            MSH|^~\\&|HIS|WARD|HIE|HUB|20261124120000||ADT^A01^ADT_A01|MSG00001|P|2.5||||||UNICODE UTF-8
            PID|1||4711^^^WARD^MR||Example^Erika||19640812|F
            PV1|1|I|W1^101^1
            OBX|1|ST|note||%s
            """;

    private Messages() {}

    /** An ADT^A01 with control id MSG00001, patient 4711, class I. */
    public static Message adt() {
        return adt("");
    }

    /** The same with a text in OBX-5. */
    public static Message adt(String obx5) {
        return hl7(ADT.formatted(obx5).replace('\n', '\r'));
    }

    public static Message hl7(String text) {
        return of(text, Message.HL7_V2);
    }

    public static Message of(String text, String contentType) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), CREATED, "From HIS", contentType),
                MessageBody.of(text.getBytes(UTF_8)));
    }
}
