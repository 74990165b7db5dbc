package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.setting.Setting;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What items may say to interceptors of extensions. */
class OwnInterceptorCheckTest {

    private static final String SEAL = "site.Seal";

    private final ConfigCheck check = new ConfigCheck();

    /** An interceptor as an extension brings it. */
    @Setting(name = "Key", type = SettingType.STRING, required = true, description = "The seal's key.")
    @Setting(name = "Length", type = SettingType.INTEGER, defaultValue = "8", min = 4, description = "Its length.")
    @Setting(name = "FilePath", type = SettingType.STRING, defaultValue = "seals", description = "Where seals are.")
    public static final class Seal implements Interceptor {

        @Override
        public void onInit(HostContext item, Class<? extends Host> hostClass) {
            if (item.settings().text("Key").length() > item.settings().integer("Length")) {
                throw new SettingException("Key", "is longer than Length");
            }
            assertThat(item.settings().text("FilePath"))
                    .as("its own, before the host's")
                    .isEqualTo("seals");
            assertThat(item.settings().text("Filename")).as("the host's").isEqualTo("%f_%Q");
            assertThat(item.itemName()).isEqualTo("Out");
        }
    }

    @BeforeEach
    void know() {
        check.references = new SettingReferences(name -> name.equals("HIE_VAR_KEY") ? "open" : null);
        check.catalog = new HostCatalog() {
            @Override
            public Map<String, Class<? extends Interceptor>> interceptors() {
                return Map.of(SEAL, Seal.class);
            }
        };
    }

    private List<String> faults(String... settings) {
        Map<String, String> given = new LinkedHashMap<>(Map.of("FilePath", "/tmp/x"));
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        ItemConfig item = new ItemConfig("Out", "FileOperation", true, "", given, List.of());
        return check.check(new ProjectConfig("", List.of(item))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    @Test
    void shouldTakeTheSettingsOfAnInterceptorThatTheItemNames() {
        assertThat(faults("Interceptors", SEAL, SEAL + ".Key", "${var.KEY}")).isEmpty();
        assertThat(faults("Interceptors", "Audit, " + SEAL, SEAL + ".Key", "word", SEAL + ".Length", "4"))
                .isEmpty();
    }

    @Test
    void shouldHoldThemAgainstTheirDeclarations() {
        assertThat(faults("Interceptors", SEAL, SEAL + ".Key", "word", SEAL + ".Length", "3"))
                .singleElement()
                .asString()
                .isEqualTo("item Out: setting site.Seal.Length: 3 is too small (expected: at least 4)");
        assertThat(faults("Interceptors", SEAL))
                .singleElement()
                .asString()
                .startsWith("item Out: setting site.Seal.Key: a value is required");
        assertThat(faults("Interceptors", SEAL, SEAL + ".Key", "word", SEAL + ".Lock", "x"))
                .singleElement()
                .asString()
                .startsWith("item Out: setting site.Seal.Lock: class FileOperation has no such setting");
    }

    @Test
    void shouldHearWhatTheInterceptorItselfSaysOfThem() {
        assertThat(faults("Interceptors", SEAL, SEAL + ".Key", "much too long"))
                .singleElement()
                .asString()
                .isEqualTo("item Out: setting site.Seal.Key: is longer than Length");
    }

    @Test
    void shouldRefuseThemWhereTheItemDoesNotNameIt() {
        assertThat(faults(SEAL + ".Key", "word"))
                .singleElement()
                .asString()
                .startsWith("item Out: setting site.Seal.Key: only the interceptor site.Seal heeds it; name site.Seal");
    }

    @Test
    void shouldShowThemWithEveryClassAsNobodyHasToGiveThem() {
        assertThat(check.catalog
                        .withInterceptors(check.catalog.find("FileOperation").orElseThrow())
                        .setting(SEAL + ".Key"))
                .hasValueSatisfying(setting -> assertThat(setting.required()).isFalse());
        assertThat(check.catalog
                        .find("FileOperation", List.of(SEAL))
                        .orElseThrow()
                        .settings())
                .extracting(SettingDescriptor::name)
                .contains("site.Seal.Key", "site.Seal.Length", "Filename");
        assertThat(check.catalog.find("FileOperation", List.of("Audit")))
                .isEqualTo(check.catalog.find("FileOperation"));
    }
}
