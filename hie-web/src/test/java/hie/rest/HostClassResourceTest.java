package hie.rest;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import org.junit.jupiter.api.Test;

class HostClassResourceTest {

    private final HostCatalog catalog = new HostCatalog();
    private final HostClassResource resource = new HostClassResource();

    HostClassResourceTest() {
        resource.catalog = catalog;
    }

    @Test
    void shouldTellEveryClassWithEverySettingThatItDeclares() {
        assertThat(resource.all()).hasSameSizeAs(catalog.all()).allSatisfy(view -> {
            HostClass hostClass = catalog.find(view.name()).orElseThrow();
            assertThat(view.kind()).isEqualTo(hostClass.kind().text());
            assertThat(view.description()).endsWith(".");
            assertThat(view.extension()).isNull();
            assertThat(view.settings())
                    .extracting(HostClassResource.SettingView::name)
                    .containsExactlyElementsOf(hostClass.settings().stream()
                            .map(SettingDescriptor::name)
                            .toList());
        });
    }

    @Test
    void shouldTellWhatADeclarationSays() {
        assertThat(setting("MllpService", "PoolSize")).satisfies(pool -> {
            assertThat(pool.alias()).isEqualTo("worker_count");
            assertThat(pool.type()).isEqualTo("integer");
            assertThat(pool.min()).isEqualTo(1);
            assertThat(pool.max()).isEqualTo(1000);
            assertThat(pool.target()).isEqualTo("host");
            assertThat(pool.required()).isFalse();
        });
        assertThat(setting("FileOperation", "FilePath")).satisfies(path -> {
            assertThat(path.required()).isTrue();
            assertThat(path.defaultValue()).isEmpty();
            assertThat(path.alias()).isNull();
            assertThat(path.min()).isNull();
            assertThat(path.description()).isNotBlank();
        });
        assertThat(setting("FileOperation", "Overwrite").choices()).contains("UNIQUE", "APPEND");
    }

    private HostClassResource.SettingView setting(String hostClass, String name) {
        return resource.all().stream()
                .filter(view -> view.name().equals(hostClass))
                .flatMap(view -> view.settings().stream())
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
