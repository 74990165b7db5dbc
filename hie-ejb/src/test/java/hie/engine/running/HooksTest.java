package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.Outbox;
import hie.api.host.PipelinedOperation;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hooks of services, processes and operations, with what they are given, and at two levels of a hierarchy. */
class HooksTest {

    private static final List<String> CALLED = new CopyOnWriteArrayList<>();
    private static final String MARK = "Mark";

    private static volatile boolean isBroken;

    private final ItemFixture fixture = new ItemFixture();

    @BeforeEach
    void mend() {
        CALLED.clear();
        isBroken = false;
    }

    private static String marks(Message message) {
        return message.header().property(MARK).orElse("unmarked");
    }

    private static Message marked(Message message, String mark) {
        CALLED.add("before " + marks(message));
        String all = message.header().property(MARK).map(before -> before + "+").orElse("") + mark;
        return message.with(message.header().withProperty(MARK, all));
    }

    private static void work(Message message) {
        CALLED.add("work " + marks(message));
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
    }

    private static void after(Message message) {
        CALLED.add("after " + marks(message));
    }

    private static void failed(Message message, Exception failure) {
        CALLED.add("failed " + failure.getMessage());
    }

    public static final class HookedService extends BusinessService {

        @Override
        public Message onBeforeMessage(Message message) {
            return marked(message, "service");
        }

        @Override
        public Receipt receive(Message message, Outbox outbox) {
            work(message);
            outbox.send("Out", message);
            return Receipt.accepted(null);
        }

        @Override
        public void onAfterMessage(Message message) {
            after(message);
        }

        @Override
        public void onMessageError(Message message, Exception failure) {
            failed(message, failure);
        }
    }

    /** What all processes of a site do. */
    public abstract static class SiteProcess extends BusinessProcess {

        @Override
        public void onInit() {
            CALLED.add("site init");
        }

        @Override
        public void onStart() {
            CALLED.add("site start");
        }

        @Override
        public void onMessageError(Message message, Exception failure) {
            failed(message, failure);
        }

        @Override
        public Message onBeforeMessage(Message message) throws Exception {
            return marked(message, "site");
        }

        @Override
        public void onStop() {
            CALLED.add("site stop");
        }

        @Override
        public void onTearDown() {
            CALLED.add("site tear down");
        }
    }

    /** What one of them does moreover. */
    public static final class WardProcess extends SiteProcess {

        @Override
        public void onInit() {
            super.onInit();
            CALLED.add("ward init");
        }

        @Override
        public Message onBeforeMessage(Message message) throws Exception {
            return marked(super.onBeforeMessage(message), "ward");
        }

        @Override
        public void process(Message message, Outbox outbox) {
            work(message);
            outbox.send("Out", message);
        }

        @Override
        public void onAfterMessage(Message message) {
            after(message);
        }

        @Override
        public void onStop() {
            CALLED.add("ward stop");
            super.onStop();
        }
    }

    public static class HookedOperation extends BusinessOperation {

        @Override
        public void onAfterMessage(Message message) {
            after(message);
        }

        @Override
        public Message onBeforeMessage(Message message) {
            return marked(message, "operation");
        }

        @Override
        public Delivery deliver(Message message) {
            work(message);
            return Delivery.completed(null, "AA");
        }

        @Override
        public void onMessageError(Message message, Exception failure) {
            failed(message, failure);
        }
    }

    /** One that has several messages under way. */
    public static final class HookedPipeline extends HookedOperation implements PipelinedOperation {

        @Override
        public CompletionStage<Delivery> begin(Message message) {
            return CompletableFuture.completedFuture(deliver(message));
        }
    }

    private ItemRuntime open(Class<? extends Host> type, HostKind kind, Map<String, String> settings)
            throws HostStartException {
        return fixture.items.open(fixture.define("Hooked", type, kind, settings, "Out"));
    }

    private static Message addressed() {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to("Hooked", null));
    }

    private static void workTwice(QueueWorker worker) throws Exception {
        worker.work(addressed(), FakeBroker.taken());
        isBroken = true;
        worker.work(addressed(), FakeBroker.taken());
        worker.close();
    }

    private List<Message> sent() {
        return fixture.broker.on(ItemFixture.key("Out").queueName());
    }

    @Test
    void shouldBeCalledAroundEachMessageOfAService() throws Exception {
        try (ServiceWorker worker = new ServiceWorker(open(HookedService.class, HostKind.SERVICE, Map.of()))) {
            assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Accepted.class);
            isBroken = true;
            assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Failed.class);
        }

        assertThat(CALLED)
                .containsExactly(
                        "before unmarked",
                        "work service",
                        "after service",
                        "before unmarked",
                        "work service",
                        "failed broken");
        assertThat(sent())
                .singleElement()
                .satisfies(one -> assertThat(marks(one)).isEqualTo("service"));
    }

    @Test
    void shouldBeCalledAtEachLevelOfAHierarchyInTheOrderThatItSays() throws Exception {
        ItemRuntime item = open(WardProcess.class, HostKind.PROCESS, Map.of());

        workTwice(new ProcessWorker(item));
        fixture.items.close(item);

        assertThat(CALLED)
                .containsExactly(
                        "site init",
                        "ward init",
                        "site start",
                        "before unmarked",
                        "before site",
                        "work site+ward",
                        "after site+ward",
                        "before unmarked",
                        "before site",
                        "work site+ward",
                        "failed broken",
                        "ward stop",
                        "site stop",
                        "site tear down");
        assertThat(sent())
                .singleElement()
                .satisfies(one -> assertThat(marks(one)).isEqualTo("site+ward"));
    }

    @Test
    void shouldBeCalledAroundEachMessageOfAnInlineProcess() throws Exception {
        ItemRuntime inline = open(WardProcess.class, HostKind.PROCESS, Map.of("PoolSize", "0"));
        fixture.items.switchInlineWhenDrained(inline);
        CALLED.clear();
        ItemRuntime caller =
                fixture.process("Caller", Map.of(), (message, outbox) -> outbox.send("Hooked", message), "Hooked");

        new ProcessWorker(caller).work(addressed(), FakeBroker.taken());

        assertThat(CALLED).containsExactly("before unmarked", "before site", "work site+ward", "after site+ward");
    }

    @Test
    void shouldBeCalledAroundEachAttemptOfAnOperation() throws Exception {
        workTwice(new OperationWorker(open(HookedOperation.class, HostKind.OPERATION, Map.of())));

        assertThat(CALLED)
                .containsExactly(
                        "before unmarked",
                        "work operation",
                        "after operation",
                        "before unmarked",
                        "work operation",
                        "failed broken");
    }

    @Test
    void shouldBeCalledAroundEachMessageThatIsUnderWay() throws Exception {
        workTwice(new PipelineWorker(open(HookedPipeline.class, HostKind.OPERATION, Map.of("ExecutionMode", "async"))));

        assertThat(CALLED)
                .containsExactly(
                        "before unmarked",
                        "work operation",
                        "after operation",
                        "before unmarked",
                        "work operation",
                        "failed broken");
    }
}
