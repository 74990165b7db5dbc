package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.queue.TakenMessage;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes and what they send on: through queues, and inline in their caller's transaction. */
class ProcessWorkerTest {

    private static final String OUT = "hie.item.default.hospital.Out";
    private static final ItemFixture.Process TO_OUT = (message, outbox) -> outbox.send("Out", message);

    private final ItemFixture fixture = new ItemFixture();
    private final Message message = addressed();

    private static Message addressed() {
        Message adt = Messages.adt();
        return adt.with(adt.header().to("Router", null));
    }

    private ProcessWorker router(ItemFixture.Process work, String... targets) throws HostStartException {
        return new ProcessWorker(fixture.process("Router", Map.of(), work, targets));
    }

    @Test
    void shouldSendOnWithTheTraceInOneTransaction() throws Exception {
        ProcessWorker worker = router(
                (m, outbox) -> {
                    outbox.note("rule line 1");
                    outbox.note("rule line 2");
                    outbox.send("Out", m);
                },
                "Out");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.commits()).isEqualTo(1);
        assertThat(fixture.broker.on(OUT)).singleElement().satisfies(sent -> {
            assertThat(sent.header().id()).isEqualTo(message.header().id());
            assertThat(sent.header().source()).isEqualTo("Router");
        });
        assertThat(fixture.broker.hops())
                .satisfiesExactlyInAnyOrder(
                        done -> {
                            assertThat(done.item()).isEqualTo("Router");
                            assertThat(done.from()).isEqualTo("From HIS");
                            assertThat(done.status()).isEqualTo(HopStatus.COMPLETED);
                            assertThat(done.detail()).isEqualTo("rule line 1; rule line 2");
                        },
                        queued -> {
                            assertThat(queued.item()).isEqualTo("Out");
                            assertThat(queued.from()).isEqualTo("Router");
                            assertThat(queued.status()).isEqualTo(HopStatus.QUEUED);
                        });
        assertThat(fixture.broker.traces().get(0).messages()).isEmpty();
    }

    @Test
    void shouldSendNothingAndKeepTheMessageWhenTheHostFails() throws Exception {
        ProcessWorker worker = router(
                (m, outbox) -> {
                    outbox.send("Out", m);
                    throw new IllegalStateException("no rule holds");
                },
                "Out");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.on(OUT)).isEmpty();
        assertThat(fixture.broker.errors()).hasSize(1);
        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.ERROR);
            assertThat(hop.detail()).isEqualTo("no rule holds");
        });
    }

    @Test
    void shouldRefuseATargetThatIsNotConnected() throws Exception {
        ProcessWorker worker = router((m, outbox) -> outbox.send("Elsewhere", m), "Out");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.errors()).hasSize(1);
        assertThat(fixture.broker.hops().get(0).detail())
                .contains("default/hospital/Router has no connection to 'Elsewhere'");
    }

    @Test
    void shouldMakeAMessageOfItsOwnOfAChangedBody() throws Exception {
        byte[] changed = {1, 2};
        ProcessWorker worker =
                router((m, outbox) -> outbox.send("Out", new Message(m.header(), MessageBody.of(changed))), "Out");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.on(OUT)).singleElement().satisfies(sent -> {
            assertThat(sent.body().bytes()).isEqualTo(changed);
            assertThat(sent.header().id()).isNotEqualTo(message.header().id());
            assertThat(sent.header().causation()).isEqualTo(message.header().id());
            assertThat(sent.header().session()).isEqualTo(message.header().session());
        });
        assertThat(fixture.broker.traces().get(0).messages()).singleElement().satisfies(created -> {
            assertThat(created.source()).isEqualTo("Router");
            assertThat(created.body()).isEqualTo(changed);
            assertThat(created.accepted()).isTrue();
        });
    }

    @Test
    @Tag("setting:QueuedHost.OrderKey")
    void shouldGiveAMessageTheOrderKeyThatItsTargetAsksFor() throws Exception {
        fixture.define(
                "Out",
                ItemFixture.OperationHost.class,
                HostKind.OPERATION,
                Map.of("OrderKey", "PID-3.1", "PoolSize", "4"));
        ProcessWorker worker = router(TO_OUT, "Out");

        worker.work(message, FakeBroker.taken());
        Message text = Messages.of("MSH|^~\\&|", "text/plain");
        worker.work(text.with(text.header().to("Router", null)), FakeBroker.taken());

        assertThat(fixture.broker.on(OUT))
                .extracting(sent -> sent.header().orderKey())
                .containsExactly("4711", null);
    }

    @Test
    void shouldLetTheMessageGoWithWhatItSends() throws Exception {
        ProcessWorker worker = router(TO_OUT, "Out");
        TakenMessage taken = FakeBroker.taken();

        worker.work(message, taken);

        assertThat(fixture.broker.on(OUT)).hasSize(1);
        assertThat(fixture.broker.consumed()).containsExactly(taken);
    }

    @Test
    void shouldGiveTheMessageBackWhenItsOutcomeIsNotStored() throws Exception {
        ProcessWorker worker = router(TO_OUT, "Out");
        fixture.broker.failNextCommit(new JMSException("disk full"));

        assertThatExceptionOfType(JMSException.class).isThrownBy(() -> worker.work(message, FakeBroker.taken()));
        assertThat(fixture.broker.consumed()).isEmpty();
        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.on(OUT)).hasSize(1);
        assertThat(fixture.broker.consumed()).hasSize(1);
    }

    @Test
    void shouldNotBeginWhenTheItemIsPausedOrStopping() throws Exception {
        ProcessWorker worker = router(TO_OUT, "Out");
        worker.item().pause();

        assertThatExceptionOfType(ItemStoppingException.class)
                .isThrownBy(() -> worker.work(message, FakeBroker.taken()));
        worker.item().resume();
        worker.work(message, FakeBroker.taken());
        worker.item().signalStop();
        assertThatExceptionOfType(ItemStoppingException.class)
                .isThrownBy(() -> worker.work(addressed(), FakeBroker.taken()));

        assertThat(fixture.broker.on(OUT)).hasSize(1);
    }

    @Test
    @Tag("setting:BusinessProcess.PoolSize")
    void shouldRunAChainOfInlineProcessesInOneTransaction() throws Exception {
        fixture.inline("B", (m, outbox) -> outbox.send("C", m), "C");
        fixture.inline("C", TO_OUT, "Out");
        ProcessWorker worker = router((m, outbox) -> outbox.send("B", m), "B");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.commits()).isEqualTo(1);
        assertThat(fixture.broker.on(OUT))
                .singleElement()
                .satisfies(sent -> assertThat(sent.header().source()).isEqualTo("C"));
        assertThat(fixture.broker.hops())
                .extracting(hop -> hop.from() + " -> " + hop.item() + " " + hop.status())
                .containsExactly(
                        "From HIS -> Router COMPLETED", "Router -> B COMPLETED", "B -> C COMPLETED", "C -> Out QUEUED");
        assertThat(fixture.broker.on("hie.item.default.hospital.B")).isEmpty();
    }

    @Test
    void shouldKeepTheMessageOfAnInlineProcessThatFailsAndGoOnWithTheOthers() throws Exception {
        fixture.inline(
                "B",
                (m, outbox) -> {
                    outbox.send("Out", m);
                    throw new IllegalStateException("broken");
                },
                "Out");
        ProcessWorker worker = router(
                (m, outbox) -> {
                    outbox.send("B", m);
                    outbox.send("Out", m);
                },
                "B",
                "Out");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.on(OUT)).hasSize(1);
        assertThat(fixture.broker.errors())
                .singleElement()
                .satisfies(kept -> assertThat(kept.header().target()).isEqualTo("B"));
        assertThat(fixture.broker.hops())
                .filteredOn(hop -> hop.item().equals("B"))
                .singleElement()
                .satisfies(hop -> assertThat(hop.status()).isEqualTo(HopStatus.ERROR));
    }

    @Test
    void shouldEndACycleOfInlineProcesses() throws Exception {
        fixture.inline("B", (m, outbox) -> outbox.send("C", m), "C");
        fixture.inline("C", (m, outbox) -> outbox.send("B", m), "B");
        ProcessWorker worker = router((m, outbox) -> outbox.send("B", m), "B");

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.errors()).hasSize(1);
        assertThat(fixture.broker.hops())
                .filteredOn(hop -> hop.status() == HopStatus.ERROR)
                .extracting(Hop::detail)
                .containsExactly("Inline processes call each other in a cycle");
    }

    @Test
    void shouldQueueForAnInlineProcessAsLongAsMessagesWaitBeforeThis() throws Exception {
        fixture.depths.put("hie.item.default.hospital.B", 1L);
        ItemRuntime b = fixture.inline("B", TO_OUT, "Out");
        ProcessWorker worker = router((m, outbox) -> outbox.send("B", m), "B");

        worker.work(message, FakeBroker.taken());
        fixture.depths.clear();
        assertThat(fixture.items.switchInlineWhenDrained(b)).isTrue();
        worker.work(addressed(), FakeBroker.taken());
        b.pause();
        worker.work(addressed(), FakeBroker.taken());

        assertThat(fixture.broker.on("hie.item.default.hospital.B")).hasSize(2);
        assertThat(fixture.broker.on(OUT)).hasSize(1);
    }
}
