package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a setting declares to be possible can be given, or is refused in the setting's name. */
class SettingRangesTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    private static final Map<String, String> REQUIRED = Map.of(
            "Port", "2575",
            "IPAddress", "127.0.0.1",
            "FilePath", "/tmp/x",
            "URL", "http://127.0.0.1/",
            "Recipient", "one@example.org",
            "SMTPServer", "127.0.0.1",
            "Rules", "otherwise drop",
            "StandsFor", "Site.Process");

    static Stream<HostClass> classes() {
        return CATALOG.all().stream();
    }

    private static List<String> faults(HostClass type, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        REQUIRED.forEach((name, value) -> {
            if (type.declares(name)) {
                settings.put(name, value);
            }
        });
        settings.putAll(more);
        ConfigCheck check = new ConfigCheck();
        check.catalog = CATALOG;
        check.references = new SettingReferences(name -> null);
        return check
                .check(new ProjectConfig(
                        "", List.of(new ItemConfig("Item", type.name(), true, "", settings, List.of()))))
                .stream()
                .map(ConfigFault::toString)
                .toList();
    }

    /** The ends of its range and a little beyond, or each of its choices. */
    private static List<String> values(SettingDescriptor setting) {
        return switch (setting.type()) {
            case INTEGER, SECONDS ->
                LongStream.of(setting.min(), 0, 1, 3_000_000_000L, setting.max())
                        .mapToObj(String::valueOf)
                        .toList();
            case PORT -> List.of("1", "65535");
            case BOOLEAN -> List.of("true", "false");
            case CHOICE -> setting.choices();
            default -> List.of();
        };
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldTakeWhatIsDeclaredPossibleOrSayWhichSettingCannotBeSo(HostClass type) {
        List<String> without = faults(type, Map.of());

        for (SettingDescriptor setting : type.settings()) {
            for (String value : values(setting)) {
                assertThat(faults(type, Map.of(setting.name(), value)))
                        .as("%s: %s", setting.name(), value)
                        .filteredOn(fault -> !without.contains(fault))
                        .allSatisfy(fault -> assertThat(fault).startsWith("item Item: setting "));
            }
        }
    }
}
