package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import org.junit.jupiter.api.Test;

class HostMapsTest {

    private final HostCatalog catalog = new HostCatalog();

    @Test
    void shouldMapSettingsToThoseThatTheClassInHieHas() {
        for (HostMap map : HostMaps.all()) {
            HostClass host = catalog.find(map.to()).orElseThrow();
            assertThat(map.settings())
                    .filteredOn(setting -> !setting.setsNothing() && !setting.isConnection())
                    .filteredOn(setting -> !setting.to().equals(RuleNames.SETTING))
                    .allSatisfy(setting -> assertThat(host.declares(setting.to()))
                            .as("%s: %s", map.className(), setting)
                            .isTrue());
            assertThat(map.defaults())
                    .allSatisfy((setting, value) -> assertThat(
                                    host.setting(setting).orElseThrow().fault(value))
                            .as("%s: %s", map.className(), setting)
                            .isEmpty());
        }
    }
}
