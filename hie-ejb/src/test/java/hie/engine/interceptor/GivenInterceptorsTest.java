package hie.engine.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.host.MessageRefusedException;
import hie.api.message.Message;
import hie.engine.Messages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenInterceptorsTest {

    private final InterceptorFixture fixture = new InterceptorFixture();
    private final List<String> lines = new ArrayList<>();

    private Message passed(Map<String, String> settings, Message message) throws Exception {
        return fixture.chain(settings).around(message, m -> m);
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.ISO_8859_1).replace('\r', '\n');
    }

    /** What is logged under a category meanwhile. */
    private void logged(String category, Work work) throws Exception {
        Logger logger = Logger.getLogger(category);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void shouldBeNothingWhereNoneIsNamed() throws Exception {
        assertThat(fixture.chain(Map.of())).isNull();
    }

    @Test
    @Tag("setting:Host.Interceptors")
    void auditShouldSayWhoAndWhatAndTheOutcomeAndNothingOfThePatient() throws Exception {
        Message message = Messages.adt();

        logged(
                "hie.audit.message",
                () -> fixture.chain(Map.of("Interceptors", "Audit")).around(message, m -> "COMPLETED AA"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains(
                        "Item To HIS of project hospital", message.header().id().toString(), "ADT_A01")
                .contains(message.body().size() + " bytes")
                .doesNotContain("Erika", "4711");
        assertThat(lines.get(1))
                .endsWith("is done with message " + message.header().id() + ": COMPLETED AA");
    }

    @Test
    void auditShouldTellTheKindOfAFailureAndNotItsText() throws Exception {
        logged(
                "hie.audit.message",
                () -> assertThatThrownBy(() -> fixture.chain(Map.of("Interceptors", "Audit"))
                                .around(Messages.adt(), m -> {
                                    throw new IllegalStateException("Erika");
                                }))
                        .hasMessage("Erika"));

        assertThat(lines.get(1)).endsWith(": IllegalStateException").doesNotContain("Erika");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5/PID|1/ > ''",
                "MSH|^~\\&|A|B|C|D|20260101|||1|P|2.5/PID|1 > no value in MSH-9.1",
                "MSH|^~\\&|A|B|C|D|20260101||ADT^A01||P|/PID|1 > no value in MSH-10, MSH-12",
                "MSH|^~\\&|A|B|C|D|||ADT|1|P|2.5/pid|1/ZZ|2/PV1/PV2= > segment 2 has no name; segment 3 has no name; segment 5 has no name",
                "PID|1 > there is no MSH segment",
                "BHS|^~\\&|A > a batch is not one message"
            })
    void validationShouldFindWhatIsMissing(String message, String faults) throws Exception {
        Message hl7 = Messages.hl7(message.replace('/', '\r'));

        if (faults.isEmpty()) {
            assertThat(passed(Map.of("Interceptors", "Validation"), hl7)).isSameAs(hl7);
        } else {
            assertThatThrownBy(() -> passed(Map.of("Interceptors", "Validation"), hl7))
                    .isInstanceOf(MessageRefusedException.class)
                    .hasMessage(faults);
        }
    }

    @Test
    @Tag("setting:Host.RequiredFields")
    void validationShouldDemandTheRequiredFields() {
        Map<String, String> settings = Map.of("Interceptors", "Validation", "RequiredFields", "PID-3.1, PV1-44,PID-8");

        assertThatThrownBy(() -> passed(settings, Messages.adt())).hasMessage("no value in PV1-44");
        assertThatCode(() -> passed(settings, Messages.of("{}", "application/json")))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("setting:Host.ValidationAction")
    void validationShouldOnlyReportWhereToldSo() throws Exception {
        Map<String, String> settings =
                Map.of("Interceptors", "Validation", "RequiredFields", "PV1-44", "ValidationAction", "report");
        Message message = Messages.adt();

        logged(
                "hie.engine.interceptor",
                () -> assertThat(passed(settings, message)).isSameAs(message));

        assertThat(lines).singleElement().asString().endsWith("is faulty: no value in PV1-44");
    }

    @Test
    @Tag("setting:QueuedHost.MaskedFields")
    void maskingShouldMaskEachRepetitionAndComponentAndNothingElse() throws Exception {
        Message message = Messages.hl7("MSH|^~\\&|HIS||||20260101||ADT^A01|1|P|2.5\r\n"
                + "PID|1||4711^^^W~4712^^^X||Example^Erika^\"\"^A&B||1964\rNK1|1|Example^Max\rNK1|2|Example^Eva|x\r");

        Message masked = passed(
                Map.of("Interceptors", "Masking", "MaskedFields", "PID-3.1, PID-5, NK1-2.2, MSH-3, ZZZ-1, PID-90"),
                message);

        assertThat(text(masked))
                .isEqualTo(
                        "MSH|^~\\&|***||||20260101||ADT^A01|1|P|2.5\n\n"
                                + "PID|1||***^^^W~***^^^X||***^***^\"\"^***&***||1964\nNK1|1|Example^***\nNK1|2|Example^***|x\n");
        assertThat(masked.header()).isEqualTo(message.header());
        assertThat(text(message)).contains("Erika");
    }

    @Test
    void maskingShouldLetNothingPassInWhichItCannotFindTheFields() {
        Map<String, String> settings = Map.of("Interceptors", "Masking", "MaskedFields", "PID-5");

        assertThatThrownBy(() -> passed(settings, Messages.of("Erika", "text/plain")))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageNotContaining("Erika");
        assertThatThrownBy(() -> passed(settings, Messages.hl7("BHS|^~\\&|A\rMSH|^~\\&|B\rPID|||||Erika")))
                .isInstanceOf(MessageRefusedException.class);
    }

    @Test
    void sizesShouldCountBytesUntilTheItemEnds() throws Exception {
        InterceptorChain chain = fixture.chain(Map.of("Interceptors", "Sizes"));
        Message message = Messages.adt();

        chain.around(message, m -> m);

        assertThat(fixture.registry.get("hie.item.message.size").summary().totalAmount())
                .isEqualTo(message.body().size());
        chain.close();
        assertThat(fixture.registry.find("hie.item.message.size").summary()).isNull();
    }
}
