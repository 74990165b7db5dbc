package hie.console.message;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.message.MessageQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SearchCriteriaTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-02T12:00:00Z"), ZoneId.of("Europe/London"));

    private final SearchCriteria criteria = new SearchCriteria();

    @Test
    void shouldLookBackADayWhenNothingIsSaid() {
        criteria.getTime().setRange(null);

        MessageQuery query = criteria.query(CLOCK, true);

        assertThat(query.from()).isEqualTo("2026-07-01T12:00:00Z");
        assertThat(query.to()).isNull();
    }

    @Test
    void shouldReadChosenTimesInTheServersZone() {
        criteria.getTime().setRange(TimeRange.BETWEEN);
        criteria.getTime().setFrom(LocalDateTime.parse("2026-07-01T10:00"));
        criteria.getTime().setTo(LocalDateTime.parse("2026-07-01T11:00"));

        MessageQuery query = criteria.query(CLOCK, true);

        assertThat(query.from()).isEqualTo("2026-07-01T09:00:00Z");
        assertThat(query.to()).isEqualTo("2026-07-01T10:00:00Z");
    }

    @Test
    void shouldForgetChosenTimesWhenAnotherRangeIsChosen() {
        criteria.getTime().setFrom(LocalDateTime.parse("2026-07-01T10:00"));
        criteria.getTime().setTo(LocalDateTime.parse("2026-07-01T11:00"));
        criteria.getTime().setRange(TimeRange.ALL);

        MessageQuery query = criteria.query(CLOCK, true);

        assertThat(query.from()).isNull();
        assertThat(query.to()).isNull();
    }

    @Test
    void shouldSearchByPatientOnlyForThoseWhoMay() {
        criteria.setPatientId("4711");

        assertThat(criteria.query(CLOCK, true).patientId()).isEqualTo("4711");
        assertThat(criteria.query(CLOCK, false).patientId()).isNull();
    }
}
