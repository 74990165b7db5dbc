package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.message.Message;
import hie.api.message.MessageClass;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ContentIntakeTest {

    private static Message taken(Map<String, String> settings, Message message) {
        HttpService service = new HttpService();
        service.attach(FakeHostContext.of(HttpService.class, settings, "Out"));
        service.onInit();
        return service.onBeforeMessage(message);
    }

    @Test
    @Tag("setting:ContentIntake.BodyClass")
    @Tag("setting:ContentIntake.SchemaName")
    void shouldSayOfContentWhatItsSettingsSay() {
        Message order = taken(
                Map.of("BodyClass", "site.Order", "SchemaName", "order.xsd"), Messages.of("<o/>", "application/xml"));

        assertThat(order.header().bodyClass()).isEqualTo("site.Order");
        assertThat(order.header().schemaName()).isEqualTo("order.xsd");
        assertThat(order.messageClass()).isEqualTo(MessageClass.CUSTOM);
    }

    @Test
    void shouldLeaveContentAsItIsWhenNothingIsSaid() {
        Message xml = Messages.of("<o/>", "application/xml");

        assertThat(taken(Map.of(), xml)).isSameAs(xml);
        assertThat(taken(Map.of("BodyClass", "site.Order"), Messages.adt()).messageClass())
                .isEqualTo(MessageClass.HL7_V2);
    }
}
