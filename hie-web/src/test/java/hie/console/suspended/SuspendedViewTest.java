package hie.console.suspended;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.Notices;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.desk.Correction;
import hie.engine.desk.CorrectionTrial;
import hie.engine.desk.ManyCorrections;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspensionFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspendedViewTest {

    private static final UUID ONE = UUID.fromString("01a21c6b-0000-7000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("01a21c6b-0000-7000-8000-000000000002");

    private final SuspendedView view = new SuspendedView();
    private final Set<Right> rights = EnumSet.allOf(Right.class);
    private final List<String> done = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private long count = 12;

    SuspendedViewTest() {
        view.desk = new SuspendedDesk() {
            @Override
            public ErrorQueue.Page list(SuspensionFilter filter, int skip, int limit) {
                return new ErrorQueue.Page(List.of(), count);
            }

            @Override
            public int retry(Selection selection, String user) {
                done.add("retry " + selection);
                return 1;
            }

            @Override
            public int discard(Selection selection, String user) {
                done.add("discard " + selection);
                return 1;
            }
        };
        view.corrections = new ManyCorrections() {
            @Override
            public CorrectionTrial tryOn(Selection selection, Correction correction) {
                done.add("try " + correction.what() + " on " + selection);
                return new CorrectionTrial(2, 2, 0, List.of());
            }

            @Override
            public int retry(Selection selection, Correction correction, String user) {
                done.add(user + " sends by " + correction.what() + " " + selection);
                return 2;
            }
        };
        view.caller = new Caller() {
            @Override
            public boolean has(Right right) {
                return rights.contains(right);
            }

            @Override
            public String getName() {
                return "alice";
            }
        };
        view.notices = new Notices() {
            @Override
            public void done(String key, Object... values) {
                told.add(key + List.of(values));
            }

            @Override
            public void refused(String reason) {
                told.add(reason);
            }
        };
    }

    @BeforeEach
    void open() {
        view.getFilter().setProject("default/hospital");
        view.load();
    }

    private static Selection chosen(UUID id) {
        return Selection.Chosen.of(SuspensionFilter.ALL, List.of(id));
    }

    private static Selection all(long count) {
        return new Selection.Everything(SuspensionFilter.of("default/hospital"), count);
    }

    @Test
    void shouldWorkOnTheTickedOnesAndSayHowManyTheyAre() {
        view.getChosen().put(ONE.toString(), true);
        view.getChosen().put(TWO.toString(), false);

        assertThat(view.getChosenCount()).isEqualTo(1);
        view.discardChosen();

        assertThat(done).containsExactly("discard " + chosen(ONE));
        assertThat(told).containsExactly("suspended.done.discard[1]");
        assertThat(view.getChosenCount())
                .as("what is dealt with is ticked no more")
                .isZero();
        view.retryChosen();
        assertThat(done).hasSize(1);
        assertThat(told).contains("suspended.none.chosen[]");
    }

    @Test
    void shouldWorkOnAllIfTheyAreAsManyAsThePageSaid() {
        count = 13;
        view.discardAll();
        view.retryAll();

        assertThat(done).containsExactly("discard " + all(12), "retry " + all(13));
    }

    @Test
    void shouldSendCorrectedWhatItWasTriedOnAndNothingElse() {
        view.getChosen().put(ONE.toString(), true);
        view.getMany().setPath("PID-8");
        view.getMany().setValue("U");

        view.tryOnChosen();
        view.getChosen().put(TWO.toString(), true);
        view.sendCorrected();

        assertThat(done)
                .containsExactly(
                        "try a value at PID-8 on " + chosen(ONE), "alice sends by a value at PID-8 " + chosen(ONE));
        assertThat(told).containsExactly("suspended.done.corrected[2]");
        assertThat(view.getMany().getTrial()).as("is to be tried again").isNull();
    }

    @Test
    void shouldCorrectAllThatTheFilterMeansByATransform() {
        view.getMany().setTransform("Sex unknown");

        view.tryOnAll();
        view.sendCorrected();

        assertThat(done)
                .containsExactly(
                        "try transform 'Sex unknown' on " + all(12),
                        "alice sends by transform 'Sex unknown' " + all(12));
    }

    @Test
    void shouldAskForOneKindOfCorrection() {
        view.tryOnAll();

        assertThat(done).isEmpty();
        assertThat(told).containsExactly("Either a transform or a path with a value is needed");
    }

    @Test
    void shouldSendNothingForThoseWhoMayNotOperate() {
        rights.remove(Right.OPERATE);
        view.getMany().setPath("PID-8");
        view.tryOnAll();

        view.sendCorrected();

        assertThat(done).hasSize(1);
        assertThat(told).containsExactly("Only those who may operate may send messages again");
    }
}
