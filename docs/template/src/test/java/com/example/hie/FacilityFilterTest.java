package com.example.hie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hie.api.host.HostContext;
import hie.api.host.MessageRefusedException;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FacilityFilterTest {

    private final List<String> sent = new ArrayList<>();

    @Test
    void shouldLetOnlyTheNamedFacilitiesPass() {
        FacilityFilter filter = filter("NORTH, SOUTH");

        filter.process(from("SOUTH"), outbox());
        filter.process(from("WEST"), outbox());

        assertEquals(List.of("Out"), sent);
    }

    @Test
    void shouldRefuseAListWithoutNames() {
        assertThrows(SettingException.class, () -> filter(" , "));
    }

    @Test
    void shouldRefuseWhatIsNotOfProduction() {
        ProductionOnly interceptor = productionOnly(Map.of());

        assertEquals("NORTH", interceptor.before(from("NORTH")).body().hl7().get("MSH-4").orElseThrow());
        assertThrows(
                MessageRefusedException.class, () -> interceptor.before(message("NORTH", "T")));
    }

    @Test
    void shouldLetPassWhatTheItemSaysIsProduction() {
        Message test = message("NORTH", "T");

        assertEquals(test, productionOnly(Map.of("Codes", "P, T")).before(test));
    }

    private static ProductionOnly productionOnly(Map<String, String> settings) {
        ProductionOnly interceptor = new ProductionOnly();
        interceptor.onInit(
                new Context(SettingValues.of(SettingDescriptor.of(ProductionOnly.class), settings)),
                FacilityFilter.class);
        return interceptor;
    }

    @Test
    void shouldReadRowsWhenTheyAreAskedFor() {
        Message message = new Message(
                MessageHeader.inbound(UUID.randomUUID(), Instant.EPOCH, "In", "text/csv; charset=utf-8"),
                MessageBody.of("4711;W1\n4712;W2\n".getBytes(StandardCharsets.UTF_8)));

        assertEquals(List.of(List.of("4711", "W1"), List.of("4712", "W2")), message.as(Rows.class));
    }

    private static FacilityFilter filter(String facilities) {
        FacilityFilter filter = new FacilityFilter();
        filter.attach(new Context(SettingValues.of(
                SettingDescriptor.of(FacilityFilter.class), Map.of("Facilities", facilities))));
        filter.onInit();
        return filter;
    }

    private static Message from(String facility) {
        return message(facility, "P");
    }

    private static Message message(String facility, String processingId) {
        String text = "MSH|^~\\&|HIS|" + facility + "|HIE|HIE|20260101000000||ADT^A01|1|" + processingId + "|2.5.1\r";
        return new Message(
                MessageHeader.inbound(UUID.randomUUID(), Instant.EPOCH, "In", Message.HL7_V2),
                MessageBody.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Remembers to whom something was sent. */
    private Outbox outbox() {
        return (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        sent.add((String) arguments[0]);
                    }
                    return null;
                });
    }

    private record Context(SettingValues settings) implements HostContext {

        @Override
        public String itemName() {
            return "Filter";
        }

        @Override
        public String projectName() {
            return "test";
        }

        @Override
        public List<String> targets() {
            return List.of("Out");
        }

        @Override
        public boolean isStopping() {
            return false;
        }
    }
}
