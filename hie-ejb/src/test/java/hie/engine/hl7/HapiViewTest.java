package hie.engine.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.v25.message.ADT_A01;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import hie.api.message.BodyFormatException;
import hie.api.message.BodyType;
import hie.api.message.Message;
import hie.engine.Messages;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** HAPI's typed model beside the view of the bytes: a message class as docs/extending.md has it. */
class HapiViewTest {

    /** The class of the page. */
    public static final class Hapi implements BodyType<ca.uhn.hl7v2.model.Message> {

        @Override
        public ca.uhn.hl7v2.model.Message parse(byte[] bytes, Charset charset) {
            try (HapiContext context = new DefaultHapiContext(ValidationContextFactory.noValidation())) {
                return context.getPipeParser().parse(new String(bytes, charset));
            } catch (HL7Exception | IOException e) {
                throw new BodyFormatException("the body is no HL7 v2 that HAPI reads", e);
            }
        }
    }

    @Test
    void shouldBeParsedWhenAskedForAndLeaveTheBytesAlone() {
        Message message = Messages.adt();
        byte[] before = message.body().bytes().clone();

        ADT_A01 typed = (ADT_A01) message.as(Hapi.class);

        assertThat(typed.getPID().getPatientName(0).getFamilyName().getSurname().getValue())
                .isEqualTo("Example");
        assertThat(message.as(Hapi.class)).isSameAs(typed);
        assertThat(message.body().hl7().get("PID-5.1")).contains("Example");
        assertThat(message.body().bytes()).isEqualTo(before);
    }

    @Test
    void shouldSayThatItIsNoHl7WithoutItsContent() {
        Message message = Messages.of("4711 Example", "text/plain");

        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(() -> message.as(Hapi.class))
                .withMessage("the body is no HL7 v2 that HAPI reads");
    }
}
