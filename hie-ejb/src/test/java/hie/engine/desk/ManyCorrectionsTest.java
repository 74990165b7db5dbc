package hie.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.message.MessageIds;
import hie.engine.Messages;
import hie.engine.item.ItemKey;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.Suspension;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.engine.rule.RuleLibrary;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManyCorrectionsTest {

    private static final ItemKey OUT = new ItemKey("default", "hospital", "Out");
    private static final ItemKey LAB = new ItemKey("default", "hospital", "Lab");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final SuspensionFilter OF_OUT = new SuspensionFilter(null, "Out", null, null, null);

    private static final String TRANSFORM = """
            create: copy
            do:
            - when: source.{PID:8} = "F"
              do:
              - set: target.{PID:8}
                value: '"U"'
            """;

    @TempDir
    Path folder;

    private DeskFixture fixture;
    private ManyCorrections corrections;

    @BeforeEach
    void open() throws Exception {
        fixture = new DeskFixture(folder, Map.of(OUT, Map.of("OrderKey", "PID-3.1"), LAB, Map.of()));
        RuleLibrary library = new RuleLibrary(ProjectDocuments.of(
                Map.of(new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "Sex unknown"), TRANSFORM)));
        corrections = new ManyCorrections(fixture.desk, Map.of("default/hospital", library)::get);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void suspend(Message content, ItemKey item) throws Exception {
        fixture.suspend(content, item, HopStatus.SUSPENDED, NOON);
    }

    private List<SuspendedMessage> left() {
        return fixture.desk.list(SuspensionFilter.ALL, 0, 1000).messages();
    }

    private List<String> sent(String path) throws Exception {
        return fixture.queued(OUT).stream()
                .map(message -> message.body().hl7().get(path).orElse(""))
                .toList();
    }

    @Test
    void shouldCorrectAllThatTheFilterMeansByATransformAndSendThemInOrder() throws Exception {
        for (int i = 0; i < 250; i++) {
            suspend(Messages.adt(String.valueOf(i)), OUT);
        }
        suspend(Messages.adt(), LAB);
        Selection all = new Selection.Everything(OF_OUT, 250);
        Correction correction = new Correction.ByTransform("Sex unknown");

        CorrectionTrial trial = corrections.tryOn(all, correction);

        assertThat(trial).isEqualTo(new CorrectionTrial(250, 250, 0, List.of()));
        assertThat(left()).as("a trial changes nothing").hasSize(251);
        assertThat(corrections.retry(all, correction, "alice")).isEqualTo(250);
        List<Message> sent = fixture.queued(OUT);
        assertThat(sent).hasSize(250).allSatisfy(message -> {
            assertThat(message.body().hl7().get("PID-8")).contains("U");
            assertThat(message.header().orderKey()).isEqualTo("4711");
        });
        for (int i = 0; i < 250; i++) {
            assertThat(sent.get(i).body().hl7().get("OBX-5")).contains(String.valueOf(i));
        }
        assertThat(left())
                .singleElement()
                .satisfies(one -> assertThat(one.message().header().target()).isEqualTo("Lab"));
        assertThat(fixture.traces()).hasSize(250);
    }

    @Test
    void shouldCorrectTheChosenOnesOnly() throws Exception {
        suspend(Messages.adt("a"), OUT);
        suspend(Messages.adt("b"), OUT);
        suspend(Messages.adt("c"), OUT);
        List<UUID> chosen = List.of(
                left().get(2).suspension().id(), left().get(0).suspension().id());

        int sent = corrections.retry(
                Selection.Chosen.of(SuspensionFilter.ALL, chosen), new Correction.ByValue("PV1-2", "O"), "alice");

        assertThat(sent).isEqualTo(2);
        assertThat(sent("OBX-5")).containsExactly("a", "c");
        assertThat(left())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.message().body().hl7().get("PV1-2")).contains("I"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "PID-3.1, 4712, PID-3.1, 4712",
                "PID:8, U, PID-8, U",
                "OBX-5, say \"it's\": #1, OBX-5, say \"it's\": #1",
                "PV1-44, 2026, PV1-44, 2026",
                "PID-8, ``, PID-8, ``"
            })
    void shouldPutAValueWhereThePathSays(String path, String value, String read, String expected) throws Exception {
        suspend(Messages.adt(), OUT);

        corrections.retry(new Selection.Everything(OF_OUT, 1), new Correction.ByValue(path, value), "alice");

        assertThat(sent(read)).containsExactly(expected);
    }

    @Test
    void shouldCorrectEachFormatInItsWay() throws Exception {
        suspend(Messages.of("{\"ward\": {\"id\": \"W1\"}, \"n\": 1}", "application/json"), LAB);
        suspend(Messages.of("<ward><id>W1</id></ward>", "application/xml"), LAB);
        SuspensionFilter lab = new SuspensionFilter(null, "Lab", null, null, null);

        corrections.retry(
                Selection.Chosen.of(lab, List.of(left().get(0).suspension().id())),
                new Correction.ByValue("ward.id", "W2"),
                "alice");
        corrections.retry(new Selection.Everything(lab, 1), new Correction.ByValue("id", "W3"), "alice");

        assertThat(fixture.queued(LAB))
                .extracting(message -> new String(message.body().bytes(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        json -> assertThat(json).contains("\"W2\"").contains("\"n\""),
                        xml -> assertThat(xml).contains("<id>W3</id>"));
    }

    @Test
    void shouldSendNoneWhenOneOfThemCannotBeCorrected() throws Exception {
        suspend(Messages.adt(), OUT);
        suspend(Messages.of("no message at all", "text/plain"), OUT);
        Selection all = new Selection.Everything(OF_OUT, 2);
        Correction correction = new Correction.ByValue("PID-8", "U");

        CorrectionTrial trial = corrections.tryOn(all, correction);

        assertThat(trial.changed()).isEqualTo(1);
        assertThat(trial.failed()).isEqualTo(1);
        assertThat(trial.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo(left().get(1).suspension().id());
            assertThat(failure.why()).contains("text/plain").doesNotContain("no message");
        });
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> corrections.retry(all, correction, "alice"))
                .withMessageContaining("1 of 2 messages cannot be corrected so, and none was sent again");
        assertThat(left()).hasSize(2);
        assertThat(fixture.queued(OUT)).isEmpty();
    }

    @Test
    void shouldDoNothingWhenThereAreOthersThanTheUserWasShown() throws Exception {
        suspend(Messages.adt(), OUT);
        Selection another = new Selection.Everything(OF_OUT, 2);
        Correction correction = new Correction.ByValue("PID-8", "U");

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> corrections.tryOn(another, correction))
                .withMessageContaining("1 such messages now, not 2");
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> corrections.retry(another, correction, "alice"));
        assertThat(left()).hasSize(1);
    }

    @Test
    void shouldCorrectWhatIsHeldBehindAMessageWhereItIsMeantToo() throws Exception {
        UUID head = MessageIds.next();
        hold("a", head, null);
        UUID chosen = MessageIds.next();
        hold("b", chosen, head);
        hold("c", MessageIds.next(), head);

        int sent = corrections.retry(
                Selection.Chosen.of(SuspensionFilter.ALL, List.of(head, chosen)),
                new Correction.ByValue("PV1-2", "O"),
                "alice");

        assertThat(sent).isEqualTo(3);
        assertThat(fixture.queued(OUT))
                .extracting(message -> message.body().hl7().get("OBX-5").orElseThrow()
                        + message.body().hl7().get("PV1-2").orElseThrow())
                .containsExactly("aO", "bO", "cI");
    }

    private void hold(String text, UUID id, UUID behind) throws Exception {
        fixture.suspend(
                Messages.adt(text),
                OUT,
                new Suspension(id, "default/hospital", HopStatus.SUSPENDED, NOON, 1, "AE", "4711", behind));
    }

    @Test
    void shouldRefuseACorrectionThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Correction.ByTransform(" "))
                .withMessageContaining("transform");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Correction.ByValue("PID-8", "two\rlines"))
                .withMessageContaining("value");
        assertThat(new Correction.ByValue("PID-8", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void shouldNameTheTransformThatIsMissing() throws Exception {
        suspend(Messages.adt(), OUT);

        CorrectionTrial trial =
                corrections.tryOn(new Selection.Everything(OF_OUT, 1), new Correction.ByTransform("Nothing"));

        assertThat(trial.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.why()).contains("there is no transform 'Nothing'"));
    }
}
