package hie.api.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingDescriptorTest {

    @Setting(name = "Comment", type = SettingType.TEXT, description = "A note.")
    @Setting(
            name = "PoolSize",
            alias = "workers",
            type = SettingType.INTEGER,
            defaultValue = "1",
            description = "Pool.")
    private static class Base {}

    @Setting(
            name = "PoolSize",
            alias = "worker_count",
            type = SettingType.INTEGER,
            defaultValue = "32",
            min = 1,
            max = 1000,
            description = "How many.")
    @Setting(
            name = "Port",
            type = SettingType.PORT,
            required = true,
            target = SettingTarget.ADAPTER,
            description = "The port.")
    private static final class Derived extends Base {}

    @Setting(name = "Farther", type = SettingType.STRING, description = "Of the interface.")
    @Setting(name = "Both", type = SettingType.STRING, defaultValue = "interface", description = "Of both.")
    private interface Trait {}

    @Setting(name = "Both", type = SettingType.STRING, defaultValue = "class", description = "Of both.")
    private static final class WithTrait extends Base implements Trait {}

    private static SettingDescriptor setting(SettingType type) {
        return new SettingDescriptor(
                "S", "", type, "", false, "", Long.MIN_VALUE, Long.MAX_VALUE, List.of(), SettingTarget.HOST, "d");
    }

    private static SettingDescriptor number(SettingType type, long min, long max, String unit) {
        return new SettingDescriptor("S", "", type, "", false, unit, min, max, List.of(), SettingTarget.HOST, "d");
    }

    private static SettingDescriptor withDefault(SettingType type, String defaultValue) {
        return new SettingDescriptor(
                "S",
                "",
                type,
                defaultValue,
                false,
                "",
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                List.of("A", "B"),
                SettingTarget.HOST,
                "d");
    }

    @Test
    void shouldInheritSettingsSuperclassFirst() {
        assertThat(SettingDescriptor.of(Derived.class))
                .extracting(SettingDescriptor::name)
                .containsExactly("Comment", "PoolSize", "Port");
    }

    @Test
    void shouldTakeSettingsOfAnInterfaceBetweenThoseOfTheSuperclassAndOfTheClass() {
        List<SettingDescriptor> settings = SettingDescriptor.of(WithTrait.class);

        assertThat(settings)
                .extracting(SettingDescriptor::name)
                .containsExactly("Comment", "PoolSize", "Farther", "Both");
        assertThat(settings.getLast().defaultValue()).isEqualTo("class");
    }

    @Test
    void shouldTakeTheNearerOfTwoDeclarations() {
        SettingDescriptor pool = SettingDescriptor.of(Derived.class).stream()
                .collect(Collectors.toMap(SettingDescriptor::name, Function.identity()))
                .get("PoolSize");

        assertThat(pool.defaultValue()).isEqualTo("32");
        assertThat(pool.names()).containsExactly("PoolSize", "worker_count");
        assertThat(pool.min()).isEqualTo(1);
        assertThat(pool.max()).isEqualTo(1000);
        assertThat(pool.target()).isEqualTo(SettingTarget.HOST);
    }

    @Test
    void shouldHaveOneNameWithoutAnAlias() {
        assertThat(setting(SettingType.STRING).names()).containsExactly("S");
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, any text",
        "TEXT, any text",
        "INTEGER, 0",
        "INTEGER, -5",
        "INTEGER, +7",
        "INTEGER, 2147483647",
        "SECONDS, 0",
        "SECONDS, 0.25",
        "SECONDS, .5",
        "SECONDS, 5.",
        "SECONDS, -1",
        "BOOLEAN, true",
        "BOOLEAN, False",
        "BOOLEAN, 1",
        "BOOLEAN, 0",
        "PORT, 1",
        "PORT, 65535",
        "DIRECTORY, /var/spool/in",
        "HL7_PATH, PID-3.1",
        "CHARSET, UTF-8",
        "CREDENTIAL, his-password"
    })
    void shouldAcceptValuesOfItsType(SettingType type, String value) {
        assertThat(setting(type).fault(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 1.5",
        "INTEGER, x",
        "INTEGER, 1000000000000000000",
        "SECONDS, 5s",
        "SECONDS, 1e400",
        "SECONDS, 1e999999999",
        "SECONDS, 1000000000",
        "SECONDS, .",
        "BOOLEAN, yes",
        "PORT, 0",
        "PORT, 65536",
        "PORT, 123456",
        "PORT, -1",
        "DIRECTORY, ' '",
        "HL7_PATH, PID",
        "CHARSET, no such set",
        "CHARSET, utf-99"
    })
    void shouldRefuseOtherValuesAndSayWhatIsExpected(SettingType type, String value) {
        assertThat(setting(type).fault(value))
                .get()
                .asString()
                .contains("'" + value + "'")
                .contains(type.expectation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\rlines", "nul\0", "bell\u0007", "escape\u001B"})
    void shouldRefuseControlCharactersInOneLineOfText(String value) {
        assertThat(setting(SettingType.STRING).fault(value)).isPresent();
    }

    @Test
    void shouldTakeLinesWhereTextHasThem() {
        assertThat(setting(SettingType.TEXT).fault("two\nlines")).isEmpty();
    }

    @Test
    void shouldNameTheLimitAndItsUnit() {
        SettingDescriptor seconds = number(SettingType.SECONDS, 1, 60, "s");

        assertThat(seconds.fault("0.5")).contains("0.5 is too small (expected: at least 1 s)");
        assertThat(seconds.fault("60.001")).contains("60.001 is too large (expected: at most 60 s)");
        assertThat(seconds.fault("1")).isEmpty();
        assertThat(seconds.fault("60")).isEmpty();
        assertThat(number(SettingType.INTEGER, 0, 9, "").fault("10")).contains("10 is too large (expected: at most 9)");
    }

    @Test
    void shouldTakeWholeNumbersWithoutLimitsThatAnIntegerHolds() {
        SettingDescriptor free = setting(SettingType.INTEGER);

        assertThat(free.fault("2147483647")).isEmpty();
        assertThat(free.fault("-2147483648")).isEmpty();
        assertThat(free.fault("2147483648")).get().asString().contains("at most 2147483647");
        assertThat(free.fault("-2147483649")).get().asString().contains("at least -2147483648");
        assertThat(number(SettingType.INTEGER, 0, 3_000_000_000L, "").fault("3000000000"))
                .isEmpty();
        assertThat(setting(SettingType.SECONDS).fault("999999999")).isEmpty();
    }

    @Test
    void shouldNameTheChoices() {
        SettingDescriptor choice = withDefault(SettingType.CHOICE, "A");

        assertThat(choice.fault("B")).isEmpty();
        assertThat(choice.fault("a")).contains("'a' is not acceptable (expected: one of A, B)");
    }

    @Test
    void shouldDemandARequiredValue() {
        SettingDescriptor port = SettingDescriptor.of(Derived.class).get(2);

        assertThat(port.fault("")).contains("a value is required (expected: a TCP port, 1 to 65535)");
    }

    @ParameterizedTest
    @CsvSource({"INTEGER, 5", "SECONDS, 5", "BOOLEAN, true", "CHOICE, A", "PORT, 80", "CHARSET, UTF-8"})
    void shouldRefuseNothingWhereADefaultWouldBeReplacedByNoValueAtAll(SettingType type, String defaultValue) {
        assertThat(withDefault(type, defaultValue).fault(""))
                .get()
                .asString()
                .contains("leave the setting out for its default, " + defaultValue);
    }

    @Test
    void shouldTakeEmptyTextInPlaceOfADefault() {
        assertThat(withDefault(SettingType.STRING, "x").fault("")).isEmpty();
        assertThat(withDefault(SettingType.TEXT, "x").fault("")).isEmpty();
        assertThat(setting(SettingType.HL7_PATH).fault("")).isEmpty();
    }
}
