package hie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Moments moments = new Moments(Clock.fixed(NOW, ZoneId.of("Europe/London")));

    @Test
    void shouldWriteTimesInTheServersZoneToTheMillisecond() {
        assertThat(moments.at(Instant.parse("2026-07-01T10:15:30.123456Z"))).isEqualTo("2026-07-01 11:15:30.123");
        assertThat(moments.at(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:59:48Z, 12 s",
        "2026-03-01T11:59:01Z, 59 s",
        "2026-03-01T11:59:00Z, 1 min",
        "2026-03-01T11:00:01Z, 59 min",
        "2026-03-01T11:00:00Z, 1 h",
        "2026-02-28T12:00:01Z, 23 h",
        "2026-02-27T12:00:00Z, 2 d",
        "2026-03-01T12:00:05Z, 0 s"
    })
    void shouldSayAgeInTheLargestUnitThatFits(Instant moment, String expected) {
        assertThat(moments.since(moment)).isEqualTo(expected);
    }

    @Test
    void shouldSayNothingOfTheAgeOfNothing() {
        assertThat(moments.since(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 ms", "449, 0.4 ms", "9999, 10.0 ms", "12345, 12 ms", "999999, 999 ms", "3210000, 3.2 s"})
    void shouldWriteLengthsOfTime(long micros, String expected) {
        assertThat(moments.took(micros)).isEqualTo(expected);
    }
}
