package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.BusinessProcess;
import hie.api.host.Interceptor;
import hie.api.host.Outbox;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts and interceptors whose hooks do not end. */
class ItemHooksTest {

    private static final String SOON = "0.05";
    private static final String NEVER = "3600";

    private static volatile String endless = "";
    private static volatile boolean isStubborn;
    private static volatile Semaphore goOn = new Semaphore(0);
    private static final List<String> REACHED = new CopyOnWriteArrayList<>();
    private static final List<String> INTERRUPTED = new CopyOnWriteArrayList<>();

    private final ItemFixture fixture = new ItemFixture();

    @AfterEach
    void mend() {
        endless = "";
        isStubborn = false;
        goOn.release(1000);
        goOn = new Semaphore(0);
        REACHED.clear();
        INTERRUPTED.clear();
    }

    private static void reach(String hook) {
        REACHED.add(hook);
        while (endless.equals(hook)) {
            try {
                goOn.acquire();
                return;
            } catch (InterruptedException e) {
                INTERRUPTED.add(hook);
                if (!isStubborn) {
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }

    public static final class EndlessProcess extends BusinessProcess {

        public EndlessProcess() {
            reach("constructor");
        }

        @Override
        public void onInit() {
            reach("onInit");
        }

        @Override
        public void onStart() {
            reach("onStart");
        }

        @Override
        public void process(Message message, Outbox outbox) {}

        @Override
        public void onStop() {
            reach("onStop");
        }

        @Override
        public void onTearDown() {
            reach("onTearDown");
        }
    }

    public static final class EndlessInterceptor implements Interceptor {

        @Override
        public void onStart() {
            reach("start of its interceptors");
        }

        @Override
        public void onTearDown() {
            reach("end of its interceptors");
        }
    }

    private ItemDefinition definition(String hookTimeout) {
        return new ItemDefinition(
                ItemFixture.key("Own"),
                new HostClass(
                        "EndlessProcess",
                        EndlessProcess.class,
                        HostKind.PROCESS,
                        null,
                        SettingDescriptor.of(EndlessProcess.class),
                        ""),
                Map.of("Interceptors", "Endless", "HookTimeout", hookTimeout, "PoolSize", "2"),
                List.of(),
                ProjectDocuments.NONE,
                Map.of("Endless", EndlessInterceptor.class));
    }

    @ParameterizedTest
    @CsvSource({
        "constructor,               its host's constructor",
        "onInit,                    its host's onInit",
        "onStart,                   its host's onStart",
        "start of its interceptors, the start of its interceptors"
    })
    @Tag("setting:Host.HookTimeout")
    void shouldNotStartAnItemWhoseHookDoesNotEnd(String hook, String named) {
        endless = hook;

        assertThatExceptionOfType(HostStartException.class)
                .isThrownBy(() -> fixture.items.open(definition(SOON)))
                .withMessage(
                        "Item default/hospital/Own: " + named
                                + " has not ended after 0.05 s (HookTimeout) and was interrupted; see what it waits for, or give it more time");

        await().until(() -> INTERRUPTED.contains(hook));
        assertThat(fixture.items.find(ItemFixture.key("Own"))).isEmpty();
        await("what there was of it is torn down").until(() -> REACHED.contains("end of its interceptors"));
    }

    @Test
    void shouldEndAHostThatHasStartedTooLate() {
        endless = "onStart";
        isStubborn = true;
        assertThatExceptionOfType(HostStartException.class).isThrownBy(() -> fixture.items.open(definition(SOON)));

        goOn.release();

        await().until(() -> REACHED.contains("onTearDown"));
        assertThat(REACHED).containsSubsequence("onStart", "onStop", "onTearDown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onStop", "onTearDown", "end of its interceptors"})
    @Tag("setting:Host.HookTimeout")
    void shouldEndAnItemWhoseStopHookDoesNotEnd(String hook) throws Exception {
        ItemRuntime own = fixture.items.open(definition(SOON));
        endless = hook;
        isStubborn = true;

        fixture.items.close(own).join();

        await().until(() -> INTERRUPTED.contains(hook));
        assertThat(REACHED).as("the others are called all the same").contains("end of its interceptors");
        assertThat(fixture.items.find(own.key())).isEmpty();
        assertThat(fixture.broker.openSessions()).isZero();
    }

    @Test
    void shouldNotBeHeldUpByAHostThatTakesItsTimeToStop() throws Exception {
        ItemRuntime own = fixture.items.open(definition(NEVER));
        own.borrowHost();
        own.borrowHost();
        endless = "onStop";

        CompletableFuture<Void> end = fixture.items.close(own);

        assertThat(end).as("its hosts stop together, and nobody waits for them").isNotDone();
        assertThat(REACHED.stream().filter("onStop"::equals)).hasSize(2);
        goOn.release(2);
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertThat(REACHED).endsWith("end of its interceptors");
    }

    @Test
    void shouldLookAtItsHostsWhileTheyStop() throws Exception {
        ItemRuntime own = fixture.items.open(definition(NEVER));
        endless = "onStop";
        CompletableFuture<Void> end = fixture.items.close(own);

        assertThat(own.peerCertificate()).isEmpty();

        goOn.release();
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void shouldGiveUpAStartWhenTheItemStops() {
        endless = "onStart";
        CompletableFuture<ItemRuntime> made = new CompletableFuture<>();
        CompletableFuture<ItemRuntime> opening = CompletableFuture.supplyAsync(() -> {
            try {
                return fixture.items.open(definition(NEVER), made::complete);
            } catch (HostStartException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
        await().until(() -> REACHED.contains("onStart"));

        made.join().signalStop();

        assertThat(opening)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("Item default/hospital/Own: it stops before its host has started");
        await().until(() -> INTERRUPTED.contains("onStart"));
    }

    @Test
    void shouldStopAnItemThatLeavesTooManyHooksBehind() {
        endless = "onStart";
        isStubborn = true;

        for (int i = 0; i < HostsAtWork.MOST_LEFT_BEHIND; i++) {
            assertThat(fixture.items.disabled()).isEmpty();
            assertThatExceptionOfType(HostStartException.class)
                    .isThrownBy(() -> fixture.items.open(definition("0.01")));
        }

        assertThat(fixture.items.disabled())
                .containsEntry(
                        ItemFixture.key("Own"),
                        "its hooks do not end in time (HookTimeout); 16 of them are left behind");
    }

    @Test
    void shouldForgetHooksThatHaveEndedAfterAll() {
        endless = "onStart";

        for (int i = 0; i < HostsAtWork.MOST_LEFT_BEHIND + 1; i++) {
            int begun = i;
            assertThatExceptionOfType(HostStartException.class)
                    .isThrownBy(() -> fixture.items.open(definition("0.01")));
            await().until(() -> REACHED.stream().filter("onTearDown"::equals).count() > begun);
        }

        assertThat(fixture.items.disabled()).isEmpty();
    }
}
