package hie.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {

    private static final int ALL = 1000;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong(5_000_000);
    private double processors = 1;
    private final EngineLoad load = new EngineLoad(() -> processors, nanos::get);
    private final BacklogPace pace = new BacklogPace(load, arrived::get);

    @Test
    void shouldGoAtFullSpeedWhenNothingNewComesIn() {
        assertThat(begunInTurns(5, 0)).isEqualTo(ALL);
    }

    @Test
    void shouldGoAtFullSpeedWhileTheProcessorsHaveTime() {
        processors = 0.79;

        assertThat(begunInTurns(5, 400)).isEqualTo(ALL);
    }

    @Test
    void shouldGoSixteenTimesSlowerThanNewInputWhenTheProcessorsHaveNoTimeLeft() {
        assertThat(begunInTurns(20, 400)).isEqualTo(25);
    }

    @Test
    void shouldBecomeHalfAsFastEachTurn() {
        processors = 0.5;
        assertThat(begunInTurns(1, 400)).isEqualTo(ALL);
        processors = 1;
        assertThat(begunInTurns(1, 400)).isEqualTo(500);
        assertThat(begunInTurns(1, 400)).isEqualTo(250);
    }

    @Test
    void shouldBecomeFasterAgainWhenTheProcessorsHaveTime() {
        begunInTurns(20, 400);
        processors = 0.5;

        assertThat(begunInTurns(1, 400)).isEqualTo(47);
        assertThat(begunInTurns(1, 400)).isEqualTo(71);
        assertThat(begunInTurns(30, 400)).isEqualTo(ALL);
    }

    @Test
    void shouldNeverBeSlowerThanWhatComesToTheSameQueue() {
        for (int turn = 0; turn < 20; turn++) {
            arrived.addAndGet(400);
            begunInTurns(1, 400);
        }
        arrived.addAndGet(400);

        assertThat(begunInTurns(1, 400)).isEqualTo(525);
    }

    @Test
    void shouldGoOnHoweverLittleComesIn() {
        assertThat(begunInTurns(30, 1)).isEqualTo(BacklogPace.AT_LEAST);
    }

    @Test
    void shouldShareWithOtherBacklogs() {
        BacklogPace other = new BacklogPace(load, () -> 0);
        for (int turn = 0; turn < 20; turn++) {
            nextTurn(800);
            begin(other);
            begin(pace);
        }
        nextTurn(800);

        assertThat(begin(other)).isEqualTo(25);
        assertThat(begin(pace)).isEqualTo(25);
    }

    @Test
    void shouldSayHowLongTheTurnLastsYet() {
        pace.mayBegin();
        nanos.addAndGet(EngineLoad.TURN.toNanos() / 4);

        assertThat(pace.rest()).isEqualTo(EngineLoad.TURN.multipliedBy(3).dividedBy(4));
    }

    /** How many messages of a thousand were begun in the last of so many turns, in each of which so many new ones came in. */
    private int begunInTurns(int turns, int accepted) {
        int begun = 0;
        for (int turn = 0; turn < turns; turn++) {
            nextTurn(accepted);
            begun = begin(pace);
        }
        return begun;
    }

    private void nextTurn(int accepted) {
        for (int i = 0; i < accepted; i++) {
            load.accepted();
        }
        nanos.addAndGet(EngineLoad.TURN.toNanos());
    }

    private static int begin(BacklogPace pace) {
        int begun = 0;
        while (begun < ALL && pace.mayBegin()) {
            begun++;
        }
        return begun;
    }
}
