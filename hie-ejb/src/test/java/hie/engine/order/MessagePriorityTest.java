package hie.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePriorityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "9; 9",
                "If(MSH-9.1 = \"ADT\", 1, 7); 1",
                "If(MSH-9.1 = \"ORM\", 1, 7); 7",
                "Document.priority; 4",
                "PID-3.1; 4",
            })
    void shouldBeTheNumberThatIsMadeOfTheMessageOrNormal(String setting, int priority) {
        assertThat(MessagePriority.parse(setting).of(Messages.adt())).isEqualTo(priority);
    }

    @Test
    void shouldBeReadFromJson() {
        assertThat(MessagePriority.parse("Document.priority").of(Messages.of("{\"priority\": 0}", "application/json")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-1", "If(", "Lookup(\"Wards\", PV1-3)"})
    void shouldBeRefusedWhereItIsWrittenWhenItIsNone(String setting) {
        assertThat(fault(setting)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "If(ORC-7.6 = \"S\", 0, 4)"})
    void shouldBeANumberOrAnExpression(String setting) {
        assertThat(fault(setting)).isEmpty();
    }

    private static Optional<String> fault(String setting) {
        return new HostCatalog()
                .find("MllpService")
                .flatMap(service -> service.setting("MessagePriority"))
                .orElseThrow()
                .fault(setting);
    }
}
