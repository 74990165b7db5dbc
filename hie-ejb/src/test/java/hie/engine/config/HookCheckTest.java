package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts of extensions whose hooks do not end when a configuration is judged. */
class HookCheckTest {

    private final ConfigCheck check = new ConfigCheck();

    public static final class EndlessProcess extends BusinessProcess {

        private static volatile Thread interrupted;

        @Override
        public void onInit() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted = Thread.currentThread();
                throw e;
            }
        }

        @Override
        public void process(Message message, Outbox outbox) {}
    }

    @BeforeEach
    void know() {
        check.references = new SettingReferences();
        check.catalog = new HostCatalog() {
            @Override
            public Optional<HostClass> find(String name) {
                return Optional.of(new HostClass(
                        name,
                        EndlessProcess.class,
                        HostKind.PROCESS,
                        null,
                        SettingDescriptor.of(EndlessProcess.class),
                        "site"));
            }
        };
    }

    @Test
    @Tag("setting:Host.HookTimeout")
    void shouldRefuseAnItemWhoseHostDoesNotEndItsJudgement() {
        ItemConfig item = new ItemConfig("Own", "site.Endless", true, "", Map.of("HookTimeout", "1"), List.of());

        assertThat(check.check(new ProjectConfig("", List.of(item))))
                .singleElement()
                .asString()
                .startsWith(
                        "item Own: a host of class site.Endless cannot be initialised: its onInit has not ended after 1 s (HookTimeout)");
        await().until(() -> EndlessProcess.interrupted != null);
    }
}
