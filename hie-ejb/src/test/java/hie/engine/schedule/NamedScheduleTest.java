package hie.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.engine.table.LookupTable;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedScheduleTest {

    private static final String DAYS = "\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\"";
    private static final String NIGHTS = "\"START:*-*-*T18:00:00,STOP:*-*-*T08:00:00\"";

    private static NamedSchedule schedule(String text, String table) {
        return NamedSchedule.of(
                text, name -> name.equals("Schedules") ? Optional.of(LookupTable.parse(table)) : Optional.empty());
    }

    private static ZonedDateTime at(String moment) {
        return ZonedDateTime.parse(moment + "+01:00");
    }

    @Test
    void shouldBeWhatTheTableSaysUnderItsName() {
        NamedSchedule days = schedule("@Days", "Days," + DAYS + "\nNights," + NIGHTS + "\n");

        assertThat(days.isOn(at("2026-11-24T12:00:00"))).isTrue();
        assertThat(days.isOn(at("2026-11-24T20:00:00"))).isFalse();
        assertThat(schedule(DAYS.replace("\"", ""), "").isOn(at("2026-11-24T12:00:00")))
                .isTrue();
    }

    @Test
    void shouldChangeWhenItsRowsDoAndBeOffWhereNoneIsInEffect() {
        NamedSchedule changing =
                schedule("@Desk", "Desk," + DAYS + ",,2026-12-01\nDesk," + NIGHTS + ",2026-12-01,2027-01-01\n");

        assertThat(changing.isOn(at("2026-11-30T12:00:00"))).isTrue();
        assertThat(changing.isOn(at("2026-12-01T12:00:00"))).isFalse();
        assertThat(changing.isOn(at("2026-12-01T20:00:00"))).isTrue();
        assertThat(changing.isOn(at("2027-01-02T20:00:00"))).isFalse();
    }

    @Test
    void shouldNotBeMadeOfANameWithoutARowOrARowThatIsNoSchedule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule("@Days", ""))
                .withMessageStartingWith("there is no schedule 'Days' in the project's lookup table Schedules");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule("@Days", "Days,noon\n"))
                .withMessageStartingWith("@Days, in the lookup table Schedules: 'noon' is no event");
    }
}
