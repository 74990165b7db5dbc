package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.mllp.codec.Framing;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MllpActivationSpecTest {

    @Test
    void shouldBeSafeByDefault() throws Exception {
        MllpActivationSpec spec = new MllpActivationSpec();
        spec.setName("Item");

        EndpointSettings settings = spec.settings();

        assertThat(settings.localInterface()).isEqualTo("127.0.0.1");
        assertThat(settings.framing()).isEqualTo(Framing.DEFAULT);
        assertThat(settings.maxMessageSize()).isEqualTo(64 * 1024 * 1024);
        assertThat(settings.tlsContext()).isNull();
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        MllpActivationSpec spec = new MllpActivationSpec();
        spec.setPort(70_000);
        spec.setLocalInterface(" ");
        spec.setStartByte(65);
        spec.setMaxMessageSize(0);
        spec.setReceiveTimeout(-1L);
        spec.setFrameTimeout(null);
        spec.setMaxConnections(0);
        spec.setBacklog(0);
        spec.setAllowedPeers("10.0.0.0/99");
        spec.setNeedClientAuth(true);

        assertThatThrownBy(spec::validate)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll(
                        "name", "port", "localInterface", "startByte", "maxMessageSize", "receiveTimeout")
                .hasMessageContainingAll("frameTimeout", "maxConnections", "backlog", "10.0.0.0/99", "needClientAuth");
    }

    @Test
    void shouldDescribeEverySettingWithTheDefaultItHas() throws Exception {
        MllpActivationSpec spec = new MllpActivationSpec();
        List<Field> settings = Arrays.stream(MllpActivationSpec.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ConfigProperty.class))
                .toList();

        assertThat(settings).hasSize(19);
        for (Field field : settings) {
            ConfigProperty setting = field.getAnnotation(ConfigProperty.class);
            Object value = new PropertyDescriptor(field.getName(), MllpActivationSpec.class)
                    .getReadMethod()
                    .invoke(spec);
            assertThat(setting.description()).as(field.getName()).isNotEmpty();
            assertThat(setting.type()).as(field.getName()).isEqualTo(field.getType());
            assertThat(value == null ? "" : value.toString())
                    .as(field.getName())
                    .isEqualTo(setting.defaultValue());
        }
        assertThat(Introspector.getBeanInfo(MllpActivationSpec.class).getPropertyDescriptors())
                .extracting(PropertyDescriptor::getName)
                .containsAll(settings.stream().map(Field::getName).toList());
    }
}
