package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileActivationSpecTest {

    @Test
    void shouldBeContentWithNameAndFolder() {
        assertThatNoException().isThrownBy(() -> spec().validate());
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        FileActivationSpec spec = new FileActivationSpec();
        spec.setFilePath("relative");
        spec.setCallInterval(99L);
        spec.setSubdirectoryLevels(-1);
        spec.setStableFor(null);
        spec.setMaxFileSize(0L);
        spec.setFileSpec(" ,");
        spec.setConfirmComplete("RENAME");
        spec.setSemaphoreSpecification("*.hl7:done");
        spec.setAppendTimestamp("maybe");
        spec.setOrder("");

        assertThatExceptionOfType(InvalidPropertyException.class)
                .isThrownBy(spec::validate)
                .satisfies(e -> {
                    List<String> properties = Arrays.stream(e.getInvalidPropertyDescriptors())
                            .map(PropertyDescriptor::getName)
                            .toList();
                    assertThat(properties)
                            .containsExactlyInAnyOrder(
                                    "name",
                                    "filePath",
                                    "callInterval",
                                    "subdirectoryLevels",
                                    "stableFor",
                                    "maxFileSize",
                                    "fileSpec",
                                    "confirmComplete",
                                    "semaphoreSpecification",
                                    "appendTimestamp",
                                    "order");
                    assertThat(e.getMessage()).contains(properties);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in", "/in/", "/in/../in", "/"})
    void shouldRefuseOneFolderForTwoUses(String archive) {
        FileActivationSpec spec = spec();
        spec.setArchivePath(archive);

        assertThatExceptionOfType(InvalidPropertyException.class)
                .isThrownBy(spec::validate)
                .withMessageContaining("archivePath must not be");
    }

    @Test
    void shouldDeclareEverySettingWithTheDefaultItReallyHas() throws Exception {
        FileActivationSpec spec = new FileActivationSpec();
        for (Field field : FileActivationSpec.class.getDeclaredFields()) {
            ConfigProperty property = field.getAnnotation(ConfigProperty.class);
            if (property != null) {
                Object value = new PropertyDescriptor(field.getName(), FileActivationSpec.class)
                        .getReadMethod()
                        .invoke(spec);
                assertThat(String.valueOf(value)).as(field.getName()).isEqualTo(property.defaultValue());
                assertThat(property.description()).as(field.getName()).isNotEmpty();
            }
        }
    }

    private static FileActivationSpec spec() {
        FileActivationSpec spec = new FileActivationSpec();
        spec.setName("item");
        spec.setFilePath("/in");
        return spec;
    }
}
