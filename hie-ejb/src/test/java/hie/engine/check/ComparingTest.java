package hie.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.golden.Subject;
import hie.engine.hl7.MessageCheck;
import hie.engine.rule.RuleLibrary;
import hie.store.message.MessageDetail;
import hie.store.message.MessageStatus;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparingTest {

    private static final String DEPLOYED = "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"F\"'}\n";
    private static final String CANDIDATE = DEPLOYED + "- {set: \"target.{OBX:5}\", value: '10 / source.{OBX:5}'}\n";

    private static Subject.Trial trial(String transform) {
        return new Subject(Subject.Kind.TRANSFORM, "T")
                .in(new RuleLibrary(ProjectDocuments.of(
                        Map.of(new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "T"), transform))));
    }

    private static Comparing comparing(List<String> ignore, int most) {
        return new Comparing(trial(DEPLOYED), trial(CANDIDATE), ignore, most, ZonedDateTime.now());
    }

    @Test
    void shouldCountAndTellWhatIsDifferentAndWhatFails() {
        Message different = Messages.adt("5");
        Comparing comparing = comparing(List.of(), 1);

        comparing.tryOn(different);
        comparing.tryOn(Messages.adt("0"));
        comparing.tryOn(Messages.of("{}", "application/json"));
        comparing.absent();
        Comparison result = comparing.result(true);

        assertThat(result).hasToString("Comparison[1 same, 1 different, 1 failed]");
        assertThat(result.absent()).isOne();
        assertThat(result.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.message()).isEqualTo(different.header().id());
            assertThat(changed.differences()).singleElement().satisfies(difference -> {
                assertThat(difference.path()).isEqualTo("OBX-5");
                assertThat(difference.expected()).isEqualTo("5");
                assertThat(difference.actual()).isEqualTo("2");
            });
        });
    }

    @Test
    void shouldNotCountWhatIsToBeIgnored() {
        Comparing comparing = comparing(List.of("OBX-5"), 1);

        comparing.tryOn(Messages.adt("5"));

        assertThat(comparing.result(false)).hasToString("Comparison[1 same, 0 different, 0 failed]");
        assertThat(comparing.result(false).complete()).isFalse();
    }

    @Test
    void shouldCutWhatIsLong() {
        Subject.Trial many = trial("create: copy\ndo:\n- foreach: source.{OBX()}\n  key: k\n  do:\n"
                + "  - {set: \"target.{OBX(k):5}\", value: 'source.{OBX(k):5} _ source.{OBX(k):5}'}\n");
        Comparing comparing = new Comparing(trial(DEPLOYED), many, List.of(), 1, ZonedDateTime.now());

        comparing.tryOn(Messages.adt(("x".repeat(400) + "\rOBX|1|ST|note||").repeat(60) + "x"));

        assertThat(comparing.result(true).changed().getFirst().differences())
                .hasSize(50)
                .first()
                .satisfies(one -> assertThat(one.actual()).isEqualTo("x".repeat(500) + "…"));
    }

    @Test
    void shouldMakeTheMessageOfWhatIsStored() {
        Message message = Messages.adt();
        MessageDetail stored = new MessageDetail(
                message.header().id(),
                message.header().id(),
                null,
                null,
                Messages.CREATED,
                "default/hospital",
                "From HIS",
                true,
                "",
                4,
                Message.HL7_V2,
                "ADT_A01",
                "2.5",
                "MSG00001",
                "4711",
                "",
                "DocType=Ward:ADT_A01\nnote=a=b",
                message.body().size(),
                MessageStatus.COMPLETED);

        Message made = StoredTraffic.message(stored, message.body().bytes());

        assertThat(made.header().source()).isEqualTo("From HIS");
        assertThat(made.header().schemaName()).isEqualTo("ADT_A01");
        assertThat(made.header().property(MessageCheck.DOC_TYPE)).contains("Ward:ADT_A01");
        assertThat(made.header().property("note")).contains("a=b");
    }

    @Test
    void shouldRefuseWhatHasNoBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredTraffic.Selection("Router", null, null, 1001, 20, List.of()))
                .withMessage("limit: 1001 (expected: 1 to 1000)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredTraffic.Selection("Router", null, null, 10, 101, List.of()))
                .withMessageContaining("shown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredTraffic.Selection("", null, null, 10, 10, List.of()))
                .withMessageContaining("item");
    }
}
