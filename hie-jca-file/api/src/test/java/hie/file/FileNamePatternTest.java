package hie.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamePatternTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T14:05:07.012Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "%f_%Q, x.hl7_2026-02-03_14.05.07.012",
        "%f_%Q.xml, x.hl7_2026-02-03_14.05.07.012.xml",
        "%q, 2026-02-03_14.05.07",
        "%Y%m%d%H%M%S%3f, 20260203140507012",
        "%y-%j-%I%p, 26-034-02PM",
        "%H%M_ADT_%F.txt, 1405_ADT_2026-02-03.txt",
        "%a %A %b %B, Tue Tuesday Feb February",
        "100%%_%f, 100%_x.hl7",
        "%{id}-%{type}.hl7, 42-ADT_A01.hl7",
        "plain.txt, plain.txt",
    })
    void shouldFillInSpecifiers(String pattern, String expected) {
        TargetName name = FileNamePattern.parse(pattern, CLOCK)
                .name("/some/where/x.hl7", Map.of("id", "42", "type", "ADT^A01".replace('^', '_')));

        assertThat(name).hasToString(expected);
    }

    @Test
    void shouldCountBeforeTheExtensionByDefault() {
        TargetName name = FileNamePattern.parse("%f", CLOCK).name("x.hl7", Map.of());

        assertThat(name.candidate(0)).isEqualTo("x.hl7");
        assertThat(name.candidate(1)).isEqualTo("x_1.hl7");
        assertThat(name.candidate(12)).isEqualTo("x_12.hl7");
    }

    @Test
    void shouldCountWithLettersWhereThePatternSaysSo() {
        TargetName name = FileNamePattern.parse("%f%!+(_a).out", CLOCK).name("x", Map.of());

        assertThat(name.candidate(0)).isEqualTo("x.out");
        assertThat(name.candidate(1)).isEqualTo("x_a.out");
        assertThat(name.candidate(26)).isEqualTo("x_z.out");
        assertThat(name.candidate(27)).isEqualTo("x_aa.out");
        assertThat(name.candidate(703)).isEqualTo("x_aaa.out");
    }

    @ParameterizedTest
    @CsvSource({
        "a%z, unknown specifier %z at position 2",
        "%f%, single %; write %% for a per cent sign at position 3",
        "%+(_a), unknown specifier %+ at position 1",
        "x%{id, %{ without its } at position 2",
        "%{}, %{} without the name of a property at position 1",
        "%!+(), incomplete %!+(…)",
        "%!+(_z), must end with",
        "%!+(_a)%!+(_a), more than one %!+(…) at position 8",
        "../%f, path separator",
        "a\\%f, path separator",
    })
    void shouldNameTheFaultAndItsPosition(String pattern, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileNamePattern.parse(pattern, CLOCK))
                .withMessageContaining(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..\\..\\boot.ini",
                "..",
                ".",
                "/",
                "a/b",
                "a\0b",
                "a\nb",
                ".hidden",
                "a\u202Eb",
                "\uD800"
            })
    void shouldNeverLeaveTheDirectory(String hostile) {
        Path directory = Path.of("/out");
        FileNamePattern byName = FileNamePattern.parse("%f", CLOCK);
        FileNamePattern byProperty = FileNamePattern.parse("%{id}", CLOCK);

        for (TargetName name :
                new TargetName[] {byName.name(hostile, Map.of()), byProperty.name(null, Map.of("id", hostile))}) {
            String file = name.candidate(0);
            assertThat(directory.resolve(file).normalize().getParent()).isEqualTo(directory);
            assertThat(file).doesNotContain("/", "\\", "\0", "\n", "\u202E").doesNotStartWith(".");
        }
    }

    @Test
    void shouldTakeNameApartFromSeparatorsInProperties() {
        FileNamePattern pattern = FileNamePattern.parse("%{id}.hl7", CLOCK);

        assertThat(pattern.name("x", Map.of("id", "..a/b:c"))).hasToString("__a_b_c.hl7");
        assertThat(pattern.properties()).containsExactly("id");
    }

    @Test
    void shouldSayWhichPropertyIsMissing() {
        FileNamePattern pattern = FileNamePattern.parse("%{id}.hl7", CLOCK);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pattern.name("x", Map.of("other", "1")))
                .withMessageContaining("\"id\"");
    }

    @Test
    void shouldNameTheUnnamed() {
        assertThat(FileNamePattern.parse("%f", CLOCK).name(null, Map.of())).hasToString("unnamed");
        assertThat(FileNamePattern.parse("%{id}", CLOCK).name("x", Map.of("id", "")))
                .hasToString("unnamed");
        assertThat(FileNamePattern.parse("%{id}%!+(_1)", CLOCK)
                        .name("x", Map.of("id", ""))
                        .candidate(2))
                .isEqualTo("unnamed_2");
    }
}
