package hie.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderKeyTest {

    private static final Message JSON =
            Messages.of("{\"patient\": {\"ids\": [\"4711\", \"0815\"]}}", "application/json");
    private static final Message XML =
            Messages.of("<order><patient id='4711'><name>Test</name></patient></order>", "application/xml");

    @ParameterizedTest
    @Tag("setting:QueuedHost.OrderKey")
    @CsvSource({
        "PID-3.1, 4711",
        "HL7.{PID:3.1}, 4711",
        "MSH-9.1 _ PID-3.1, ADT4711",
    })
    void shouldBeReadFromHl7(String key, String value) {
        assertThat(OrderKey.parse(key).of(Messages.adt())).isEqualTo(value);
    }

    @Test
    void shouldBeReadFromJsonAndXmlByTheNamesOfTheirProperties() {
        assertThat(OrderKey.parse("Document.patient.ids(2)").of(JSON)).isEqualTo("0815");
        assertThat(OrderKey.parse("Document.patient.name").of(XML)).isEqualTo("Test");
        assertThat(OrderKey.parse("Document.patient.\"@id\"").of(XML)).isEqualTo("4711");
    }

    @ParameterizedTest
    @CsvSource({"PID-3.1", "Document.patient.ward", "Document.patient", "PID-40.9"})
    void shouldBeNoneWhereThereIsNoValue(String key) {
        assertThat(OrderKey.parse(key).of(JSON)).isNull();
    }

    @Test
    void shouldBeNoneOfAMessageThatCannotBeRead() {
        Message broken = Messages.of("{\"patient\": ", "application/json");

        assertThat(OrderKey.parse("Document.patient.id").of(broken)).isNull();
    }

    @Test
    void shouldBeOneKeyForMessagesOfSeveralFormats() {
        OrderKey key = OrderKey.parse("If(PID-3.1 = \"\", Document.patient.ids(1), PID-3.1)");

        assertThat(key.of(JSON)).isEqualTo(key.of(Messages.adt())).isEqualTo("4711");
    }

    @Test
    void shouldBeRefusedWhereItIsWrittenWhenItIsNoExpression() {
        assertThatThrownBy(() -> OrderKey.parse("Document.patient.id +")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new HostCatalog().find("FileOperation").orElseThrow().setting("OrderKey"))
                .get()
                .satisfies(setting -> {
                    assertThat(setting.fault("PID-3.1")).isEmpty();
                    assertThat(setting.fault("Document.patient.id")).isEmpty();
                    assertThat(setting.fault("Document.patient.id +"))
                            .get()
                            .asString()
                            .contains("is no expression");
                    assertThat(setting.fault("Lookup(\"Wards\", PV1-3)"))
                            .get()
                            .asString()
                            .contains("Wards");
                });
    }
}
