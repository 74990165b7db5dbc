package hie.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.ProjectDocuments;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final String OFFICE = "START:*-*-*T08:00:00,STOP:*-*-*T18:00:00";

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE);
    }

    private static boolean isOn(String schedule, String local) {
        return Schedule.parse(schedule).isOn(at(local));
    }

    private static ZonedDateTime next(String schedule, String local) {
        return Schedule.parse(schedule)
                .next(at(local))
                .map(found -> found.atZone(ZONE))
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T07:59:59.9, false",
        "2026-05-04T08:00:00,   true",
        "2026-05-04T12:00:00,   true",
        "2026-05-04T17:59:59,   true",
        "2026-05-04T18:00:00,   false",
        "2026-05-05T03:00:00,   false"
    })
    void shouldHoldBetweenStartAndStopOfEachDay(String local, boolean on) {
        assertThat(isOn(OFFICE, local)).isEqualTo(on);
        assertThat(isOn("STOP:*-*-*T18:00:00 , start:*-*-*T08:00:00", local)).isEqualTo(on);
        assertThat(isOn("START:CRON(0 8 * * *),STOP:CRON(0 18 * * *)", local)).isEqualTo(on);
    }

    @Test
    void shouldSayWhenTheNextEventIsDue() {
        assertThat(next(OFFICE, "2026-05-04T07:00:00.5")).isEqualTo(at("2026-05-04T08:00:00"));
        assertThat(next(OFFICE, "2026-05-04T08:00:00")).isEqualTo(at("2026-05-04T18:00:00"));
        assertThat(next(OFFICE, "2026-05-04T18:00:00")).isEqualTo(at("2026-05-05T08:00:00"));
        assertThat(next("STOP:2020-01-01T00:00:00", "2026-05-04T18:00:00")).isNull();
    }

    @Test
    void shouldReadWeekdaysAndTheirOccurrenceInTheMonth() {
        String workingWeek = "START:WEEK-*-01T07:00:00,STOP:WEEK-*-05T19:00:00";
        assertThat(isOn(workingWeek, "2026-05-04T07:00:00")).as("Monday").isTrue();
        assertThat(isOn(workingWeek, "2026-05-08T18:59:59")).as("Friday").isTrue();
        assertThat(isOn(workingWeek, "2026-05-10T12:00:00")).as("Sunday").isFalse();
        assertThat(next("STOP:WEEK-02-00T01:00:00", "2026-05-01T00:00:00"))
                .as("second Sunday")
                .isEqualTo(at("2026-05-10T01:00:00"));
        assertThat(next("STOP:WEEK-*-*T01:00:00", "2026-05-01T02:00:00")).isEqualTo(at("2026-05-02T01:00:00"));
    }

    @Test
    void shouldReadMonthlyYearlyAndSingleDates() {
        assertThat(next("START:*-*-31T00:00:00", "2026-04-01T00:00:00")).isEqualTo(at("2026-05-31T00:00:00"));
        assertThat(next("START:*-02-29T12:00:00", "2026-04-01T00:00:00")).isEqualTo(at("2028-02-29T12:00:00"));
        assertThat(next("START:2031-06-01T12:00:00", "2026-04-01T00:00:00")).isEqualTo(at("2031-06-01T12:00:00"));
        assertThat(next("START:*-*-*T*:30:00", "2026-04-01T10:30:00")).isEqualTo(at("2026-04-01T11:30:00"));
        assertThat(next("START:*-*-*T*:*:15", "2026-04-01T23:59:16")).isEqualTo(at("2026-04-02T00:00:15"));
    }

    @Test
    void shouldTakeBeforeTheFirstEventTheOppositeOfWhatItDoes() {
        assertThat(isOn("START:2030-01-01T00:00:00", "2026-01-01T00:00:00")).isFalse();
        assertThat(isOn("STOP:2030-01-01T00:00:00", "2026-01-01T00:00:00")).isTrue();
        assertThat(isOn("STOP:2001-01-01T00:00:00", "2026-01-01T00:00:00")).isFalse();
        assertThat(isOn("STOP:*-12-24T00:00:00,START:*-12-27T00:00:00", "2026-11-01T00:00:00"))
                .isTrue();
    }

    @Test
    void shouldTakeOfTwoEventsAtOneMomentTheLaterWritten() {
        assertThat(isOn("STOP:*-*-*T08:00:00,START:*-*-*T08:00:00", "2026-05-04T09:00:00"))
                .isTrue();
        assertThat(isOn("START:*-*-*T08:00:00,STOP:*-*-*T08:00:00", "2026-05-04T09:00:00"))
                .isFalse();
    }

    @Test
    void shouldBePunctualOnTheDaysWhenClocksChange() {
        assertThat(isOn(OFFICE, "2026-03-29T08:00:00")).isTrue();
        assertThat(isOn(OFFICE, "2026-10-25T07:59:59")).isFalse();
        assertThat(next("START:*-*-*T01:30:00", "2026-03-28T12:00:00"))
                .as("01:30 does not exist on that day")
                .isEqualTo(at("2026-03-29T02:30:00"));
    }

    @Test
    void shouldReadCronListsWhoseCommasPartNoEvents() {
        String schedule = "START:CRON(0 8,20 * * MON-FRI), STOP:CRON(0 9,21 * * *)";
        assertThat(isOn(schedule, "2026-05-04T08:30:00")).isTrue();
        assertThat(isOn(schedule, "2026-05-04T10:00:00")).isFalse();
        assertThat(isOn(schedule, "2026-05-04T20:30:00")).isTrue();
        assertThat(isOn(schedule, "2026-05-09T08:30:00")).as("Saturday").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08:00",
                "BEGIN:*-*-*T08:00:00",
                "START:*-*-*T08:00:00,",
                "START:*-*-* 08:00:00",
                "START:*-*-*T24:00:00",
                "START:*-13-01T08:00:00",
                "START:WEEK-06-01T08:00:00",
                "START:WEEK-01-07T08:00:00",
                "START:2026-*-01T08:00:00",
                "START:*-*-*T08:*:00",
                "START:@Weekend",
                "START:CRON(0 8 * *)",
                "START:CRON(every day)",
                "START:CRON(0 25 * * *)"
            })
    void shouldRefuseWhatItCannotRead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageContaining("expected")
                .satisfies(
                        refused -> assertThat(new ScheduleSyntax().fault(text)).contains(refused.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24T12:00:00, true",
        "2026-12-25T12:00:00, false",
        "2026-12-26T12:00:00, false",
        "2026-12-28T12:00:00, true",
        "2027-12-25T12:00:00, false",
        "2027-12-26T12:00:00, true"
    })
    @Tag("setting:Host.Schedule")
    void shouldDoNothingOnDaysThatAreExcepted(String local, boolean on) {
        assertThat(isOn(OFFICE + ",EXCEPT:*-12-25, except:2026-12-26", local)).isEqualTo(on);
    }

    @Test
    void shouldStayAsItWasOverAnExceptedDay() {
        String week = "START:WEEK-*-01T07:00:00,STOP:WEEK-*-05T19:00:00,EXCEPT:2026-05-08";

        assertThat(isOn(week, "2026-05-08T20:00:00"))
                .as("a Friday without its stop")
                .isTrue();
        assertThat(isOn(week, "2026-05-15T20:00:00")).isFalse();
    }

    @Test
    void shouldSayWhenTheNextEventIsDueBehindExceptedDays() {
        assertThat(next(OFFICE + ",EXCEPT:WEEK-*-06,EXCEPT:WEEK-*-00", "2026-05-08T19:00:00"))
                .as("after Friday comes Monday")
                .isEqualTo(at("2026-05-11T08:00:00"));
        assertThat(next("START:CRON(0 8 * * *),EXCEPT:*-*-*", "2026-05-08T19:00:00"))
                .isNull();
    }

    @Test
    @Tag("setting:Host.Schedule")
    void shouldFindNamedDaysInTheProjectsTable() {
        ProjectDocuments documents = ProjectDocuments.of(Map.of(
                new ProjectDocuments.Key(ProjectDocuments.TABLES, Schedule.TABLE),
                "Holidays,\"*-12-25, *-12-26\"\nOffice,\"" + OFFICE + ",EXCEPT:@Holidays\"\n"));
        LocalDateTime now = LocalDateTime.parse("2026-05-04T12:00:00");

        for (String setting : List.of("@Office", OFFICE + ",EXCEPT:@Holidays")) {
            Schedule schedule = Schedule.of(setting, documents, now);
            assertThat(schedule.isOn(at("2026-12-24T12:00:00"))).isTrue();
            assertThat(schedule.isOn(at("2026-12-26T12:00:00"))).isFalse();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.of(OFFICE + ",EXCEPT:@Feasts", documents, now))
                .withMessageContaining("there is no schedule 'Feasts'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "EXCEPT:2026-12-25 | there is no event",
                "START:*-*-*T08:00:00,EXCEPT:christmas | 'christmas' is no day",
                "START:*-*-*T08:00:00,EXCEPT:2026-13-01 | '2026-13-01' is no day",
                "START:*-*-*T08:00:00,EXCEPT:@Holidays | names days of a project's table"
            })
    void shouldRefuseDaysThatCannotBeRead(String text, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageContaining(fault);
    }

    @Test
    void shouldLeaveNamedDaysToTheProject() {
        assertThat(new ScheduleSyntax().fault(OFFICE + ",EXCEPT:@Holidays")).isEmpty();
        assertThat(Schedule.asksTable(OFFICE + ",EXCEPT:@Holidays")).isTrue();
        assertThat(Schedule.asksTable(OFFICE + ",EXCEPT:*-12-25")).isFalse();
    }
}
