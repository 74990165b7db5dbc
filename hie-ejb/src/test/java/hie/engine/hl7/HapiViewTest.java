package hie.engine.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.hl7v2.model.v25.message.ADT_A01;
import ca.uhn.hl7v2.util.Terser;
import hie.api.message.BodyFormatException;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.hapi.Hapi;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAPI's typed model beside the view of the bytes. */
class HapiViewTest {

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
                .withMessage("the body is no HL7 v2 that HAPI reads")
                .withNoCause();
    }

    @Test
    void shouldNameTheSegmentThatCannotBeReadWithoutItsContent() {
        Message message = Messages.hl7(
                "MSH|^~\\&|A|B|C|D|20260101||ORU^R01|1|P|2.5\rPID|1||4711\rOBR|1\rOBX|1|ZZ|CODE||secret\r");

        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(() -> message.as(Hapi.class))
                .withMessageContaining("segment OBX")
                .withMessageNotContaining("secret")
                .withMessageNotContaining("ZZ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8"})
    void shouldReadEveryVersionByWhateverEndsItsLines(String version) throws Exception {
        String text = "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|" + version + "\nPID|1||4711\r\nPV1|1|I\n";

        ca.uhn.hl7v2.model.Message typed = Messages.hl7(text).as(Hapi.class);

        assertThat(typed.getVersion()).isEqualTo(version);
        assertThat(new Terser(typed).get("PV1-2")).isEqualTo("I");
    }

    @Test
    void shouldReadInTheCharacterSetThatTheMessageNames() throws Exception {
        Message message = Messages.of(
                "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5||||||UNICODE UTF-8\rPID|1||4711||M\u00fcller\r",
                Message.HL7_V2);

        assertThat(new Terser(message.as(Hapi.class)).get("PID-5-1")).isEqualTo("M\u00fcller");
    }

    @Test
    void shouldServeManyThreadsAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<String> reading = () -> new Terser(Messages.adt().as(Hapi.class)).get("PID-5-1");
            assertThat(threads.invokeAll(
                            Stream.generate(() -> reading).limit(200).toList()))
                    .allSatisfy(read -> assertThat(read.get()).isEqualTo("Example"));
        }
    }
}
