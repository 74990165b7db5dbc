package hie.api.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final byte[] BYTES = "MSH|^~\\&|HIS||||||ADT^A01|1\rPID|||4711||Example^Erika".getBytes(ISO_8859_1);

    private final Message message = new Message(
            MessageHeader.inbound(MessageIds.next(), Instant.EPOCH, "From HIS", Message.HL7_V2)
                    .withProperty("Peer", "erika-pc"),
            MessageBody.of(BYTES));

    @Test
    void shouldKeepTheBytesAsTheyCameIn() {
        assertThat(message.body().bytes()).isSameAs(BYTES);
        assertThat(message.body().size()).isEqualTo(BYTES.length);
    }

    @Test
    void shouldParseTheViewOnce() {
        assertThat(message.body().hl7()).isSameAs(message.body().hl7());
        assertThat(message.body().hl7().get("PID-3")).contains("4711");
    }

    @Test
    void shouldShareTheBodyUnderAnotherHeader() {
        Message addressed = message.with(message.header().to("Router", null));

        assertThat(addressed.body()).isSameAs(message.body());
        assertThat(addressed.header().target()).isEqualTo("Router");
    }

    @Test
    void shouldDeriveAMessageWithABodyOfItsOwn() {
        byte[] changed = {1, 2, 3};

        Message derived = message.derive("Transform", changed);

        assertThat(derived.body().bytes()).isSameAs(changed);
        assertThat(derived.header().causation()).isEqualTo(message.header().id());
        assertThat(derived.header().session()).isEqualTo(message.header().session());
        assertThat(derived.header().id()).isNotEqualTo(message.header().id());
        assertThat(derived.header().source()).isEqualTo("Transform");
    }

    @Test
    void shouldSayWhatACheckFound() {
        MessageBody body = message.body();

        assertThat(body.validation()).isEqualTo(MessageBody.Validation.UNCHECKED);
        assertThat(body.checked(List.of()).validation()).isEqualTo(MessageBody.Validation.VALID);
        assertThat(body.checked(List.of("PID-8 is not in table 0001")).validation())
                .isEqualTo(MessageBody.Validation.INVALID);
        assertThat(body.checked(List.of("x")).findings()).containsExactly("x");
        assertThat(body.findings()).isEmpty();
    }

    @Test
    void shouldDemandHeaderAndBody() {
        assertThatNullPointerException().isThrownBy(() -> new Message(null, message.body()));
        assertThatNullPointerException().isThrownBy(() -> new Message(message.header(), null));
        assertThatNullPointerException().isThrownBy(() -> MessageBody.of(null));
    }

    @Test
    void shouldShowNoContent() {
        assertThat(message.toString()
                        + message.body()
                        + message.header()
                        + message.body().hl7())
                .contains(message.header().id().toString(), BYTES.length + " bytes")
                .doesNotContain("4711", "Erika", "erika");
    }
}
