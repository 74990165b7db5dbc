package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.setting.SettingDescriptor;
import hie.engine.FakeHostContext;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StubTest {

    @Test
    @Tag("setting:Stub.StandsFor")
    void shouldRefuseEveryMessageNamingTheClassThatIsMissing() {
        Stub stub = new Stub();
        stub.attach(FakeHostContext.of(Stub.class, Map.of("StandsFor", "Site.Process")));

        assertThatThrownBy(() -> stub.process(null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Site.Process");
    }

    @Test
    void shouldDemandTheClassThatItStandsFor() {
        assertThat(SettingDescriptor.of(Stub.class))
                .filteredOn(setting -> setting.name().equals("StandsFor"))
                .singleElement()
                .matches(SettingDescriptor::required);
    }
}
