package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found wrong with schedules, and with names of them. */
class ScheduleCheckTest extends CheckedConfig {

    private List<String> scheduled(String table, String schedule) {
        return check
                .check(new ProjectConfig(
                        "",
                        List.of(item("Out", "FileOperation", Map.of("FilePath", "x", "Schedule", schedule))),
                        List.of(new ProjectDocument(ProjectDocument.Kind.TABLE, "Schedules", table))))
                .stream()
                .map(ConfigFault::toString)
                .toList();
    }

    @Test
    void shouldRefuseANameOfNoScheduleAndOneThatCannotBeRead() {
        String table = "Days,\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\"\nNever,noon\n";

        assertThat(scheduled(table, "@Days")).isEmpty();
        assertThat(scheduled(table, "@Nights"))
                .singleElement()
                .asString()
                .startsWith(
                        "item Out: setting Schedule: there is no schedule 'Nights' in the project's lookup table Schedules");
        assertThat(scheduled(table, "@Never"))
                .singleElement()
                .asString()
                .startsWith("item Out: setting Schedule: @Never, in the lookup table Schedules: 'noon' is no event");
        assertThat(scheduled(table, "START:*-*-*T08:00:00,EXCEPT:@Holidays"))
                .singleElement()
                .asString()
                .contains("setting Schedule: there is no schedule 'Holidays'");
        assertThat(scheduled(table + "Holidays,*-12-25\n", "START:*-*-*T08:00:00,EXCEPT:@Holidays"))
                .isEmpty();
        assertThat(scheduled(table, "@")).singleElement().asString().contains("'@' names no schedule");
    }

    @Test
    void shouldRefuseAScheduleThatCannotBeRead() {
        Map<String, String> good = Map.of("FilePath", "x", "Schedule", "START:*-*-*T08:00:00,STOP:CRON(0 18 * * *)");
        Map<String, String> bad = Map.of("FilePath", "x", "Schedule", "START:*-*-*T08:00:00,STOP:noon");

        assertThat(faults(item("Out", "FileOperation", good))).isEmpty();
        assertThat(faults(item("Out", "FileOperation", bad)))
                .singleElement()
                .asString()
                .startsWith("item Out: setting Schedule: 'noon' is no moment (expected: YYYY-MM-DDThh:mm:ss");
    }
}
