package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.host.Outbox;
import hie.api.host.ProjectDocuments;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.Messages;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts and interceptors that break with errors, not just exceptions, in whatever they are asked to do. */
class HostErrorTest {

    private static volatile String breaking = "";
    private static final List<String> REACHED = new CopyOnWriteArrayList<>();

    private final ItemFixture fixture = new ItemFixture();

    @AfterEach
    void mend() {
        breaking = "";
        REACHED.clear();
    }

    /** Breaks as user code does: endless recursion, or a class that is not there. */
    private static void reach(String hook) {
        REACHED.add(hook);
        if (breaking.equals(hook)) {
            if (hook.length() % 2 == 0) {
                throw new NoClassDefFoundError("site/Missing");
            }
            recurse(1);
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    public static final class BreakingProcess extends BusinessProcess {

        public BreakingProcess() {
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
        public void onStop() {
            reach("onStop");
        }

        @Override
        public void onTearDown() {
            reach("onTearDown");
        }

        @Override
        public Message onBeforeMessage(Message message) {
            reach("onBeforeMessage");
            return message;
        }

        @Override
        public void process(Message message, Outbox outbox) {
            reach("process");
            if (breaking.equals("onMessageError") || breaking.equals("onError")) {
                throw new IllegalStateException("an exception first");
            }
        }

        @Override
        public void onAfterMessage(Message message) {
            reach("onAfterMessage");
        }

        @Override
        public void onMessageError(Message message, Exception failure) {
            reach("onMessageError");
        }
    }

    public static final class BreakingOperation extends BusinessOperation {
        @Override
        public Delivery deliver(Message message) {
            reach("deliver");
            return Delivery.completed(null, "AA");
        }
    }

    public static final class BreakingService extends BusinessService {
        @Override
        public Receipt receive(Message message, Outbox outbox) throws MessageRefusedException {
            reach("receive");
            if (breaking.equals("refusalReply")) {
                throw new MessageRefusedException("refused first");
            }
            return Receipt.accepted(null);
        }

        @Override
        public byte[] failureReply(Message message) {
            reach("receive");
            return new byte[0];
        }

        @Override
        public byte[] refusalReply(Message message, String reason) {
            reach("refusalReply");
            return new byte[0];
        }
    }

    public static final class BreakingInterceptor implements Interceptor {
        @Override
        public void onStart() {
            reach("interceptor onStart");
        }

        @Override
        public Message before(Message message) {
            reach("before");
            return message;
        }

        @Override
        public void after(Message message, String outcome) {
            reach("after");
        }

        @Override
        public void onError(Message message, Exception failure) {
            reach("onError");
        }

        @Override
        public void onTearDown() {
            reach("interceptor onTearDown");
        }
    }

    private ItemDefinition definition(String name, Class<? extends Host> type, HostKind kind, String interceptors) {
        return new ItemDefinition(
                ItemFixture.key(name),
                new HostClass(name, type, kind, null, SettingDescriptor.of(type), ""),
                Map.of("Interceptors", interceptors),
                List.of(),
                ProjectDocuments.NONE,
                Map.of("Breaking", BreakingInterceptor.class));
    }

    private static Message addressed(String target) {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to(target, null));
    }

    private List<Hop> hops() {
        return fixture.broker.hops();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"onBeforeMessage", "process", "onAfterMessage", "onMessageError", "before", "after", "onError"})
    void shouldFailOnlyTheMessageOnWhichAHookBreaks(String hook) throws Exception {
        ProcessWorker worker = new ProcessWorker(
                fixture.items.open(definition("Own", BreakingProcess.class, HostKind.PROCESS, "Breaking")));
        breaking = hook;

        worker.work(addressed("Own"), FakeBroker.taken());
        assertThat(REACHED).contains(hook);
        breaking = "";
        worker.work(addressed("Own"), FakeBroker.taken());

        assertThat(hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR, HopStatus.COMPLETED);
        assertThat(hops().get(0).detail())
                .containsAnyOf("StackOverflowError", "NoClassDefFoundError", "an exception first");
        assertThat(fixture.broker.errors()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"deliver", "before", "after"})
    void shouldFailOnlyTheDeliveryOnWhichAnOperationBreaks(String hook) throws Exception {
        OperationWorker worker = new OperationWorker(
                fixture.items.open(definition("Own", BreakingOperation.class, HostKind.OPERATION, "Breaking")));
        breaking = hook;

        worker.work(addressed("Own"), FakeBroker.taken());
        breaking = "";
        worker.work(addressed("Own"), FakeBroker.taken());

        assertThat(hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR, HopStatus.COMPLETED);
    }

    @Test
    void shouldTellTheSenderWhenAServiceBreaksAndTakeTheNextMessage() throws Exception {
        ServiceWorker worker =
                new ServiceWorker(fixture.items.open(definition("Own", BreakingService.class, HostKind.SERVICE, "")));

        breaking = "receive";
        assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Failed.class);
        breaking = "refusalReply";
        assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Refused.class);
        breaking = "";
        assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructor", "onInit", "onStart", "interceptor onStart"})
    void shouldNotStartAnItemWhoseStartHooksBreak(String hook) {
        breaking = hook;

        assertThatExceptionOfType(HostStartException.class)
                .isThrownBy(() ->
                        fixture.items.open(definition("Own", BreakingProcess.class, HostKind.PROCESS, "Breaking")))
                .withMessageContaining("Own");
        assertThat(fixture.items.find(ItemFixture.key("Own"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onStop", "onTearDown", "interceptor onTearDown"})
    void shouldEndAnItemWhoseStopHooksBreak(String hook) throws Exception {
        ItemRuntime own = fixture.items.open(definition("Own", BreakingProcess.class, HostKind.PROCESS, "Breaking"));
        breaking = hook;

        assertThatCode(() -> fixture.items.close(own)).doesNotThrowAnyException();
        assertThat(REACHED).endsWith("onStop", "onTearDown", "interceptor onTearDown");
        assertThat(fixture.items.find(own.key())).isEmpty();
        assertThat(fixture.broker.openSessions()).isZero();
    }
}
