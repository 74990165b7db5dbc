package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Delivery;
import hie.api.host.Outbox;
import hie.api.host.PipelinedOperation;
import hie.api.host.SendingOperation;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be connected to operations that send, such as an extension brings. */
class SendingOperationCheckTest {

    private static final Map<String, String> RULES = Map.of("Rules", "otherwise send Sender");

    private final ConfigCheck check = new ConfigCheck();

    public static class Sender extends SendingOperation {
        @Override
        public Delivery deliver(Message message, Outbox outbox) {
            return Delivery.completed(null, "");
        }
    }

    public static final class PipelinedSender extends Sender implements PipelinedOperation {
        @Override
        public CompletionStage<Delivery> begin(Message message) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void know() {
        check.references = new SettingReferences();
        check.catalog = new HostCatalog() {
            @Override
            public Optional<HostClass> find(String name) {
                return switch (name) {
                    case "Sender" -> Optional.of(own(name, Sender.class));
                    case "PipelinedSender" -> Optional.of(own(name, PipelinedSender.class));
                    default -> super.find(name);
                };
            }
        };
    }

    private static HostClass own(String name, Class<? extends SendingOperation> type) {
        return new HostClass(name, type, HostKind.OPERATION, null, SettingDescriptor.of(type), "site");
    }

    private static ItemConfig item(String name, Map<String, String> settings, String... targets) {
        String type = name.equals("Router") ? "RoutingProcess" : name;
        return new ItemConfig(name, type, true, "", settings, List.of(targets));
    }

    private List<String> faults(ItemConfig... items) {
        return check.check(new ProjectConfig("", List.of(items))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    @Test
    void shouldLetItHaveTargets() {
        assertThat(faults(
                        item("Sender", Map.of(), "FileOperation"), item("FileOperation", Map.of("FilePath", "/tmp/x"))))
                .isEmpty();
    }

    @Test
    void shouldFindACycleThroughItAndLetItBeWhereItIsAllowed() {
        assertThat(faults(item("Router", RULES, "Sender"), item("Sender", Map.of(), "Router")))
                .singleElement()
                .asString()
                .contains("its connections lead back to it");
        assertThat(faults(item("Router", RULES, "Sender"), item("Sender", Map.of("AllowCycle", "true"), "Router")))
                .isEmpty();
    }

    @Test
    void shouldNotHaveItPipelined() {
        assertThat(faults(item("PipelinedSender", Map.of("ExecutionMode", "async"))))
                .singleElement()
                .asString()
                .startsWith("item PipelinedSender: setting ExecutionMode:");
    }
}
