package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.store.message.ArchivedMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

class ServiceWorkerTest {

    private static final byte[] REPLY = {1, 2, 3};
    private static final ItemFixture.Service ACCEPTING = (message, outbox) -> {
        outbox.send("Out", message);
        return Receipt.accepted(REPLY);
    };

    private final ItemFixture fixture = new ItemFixture();
    private final Message message = Messages.adt();

    private ArchivedMessage archived() throws JMSException {
        assertThat(fixture.broker.traces()).hasSize(1);
        return fixture.broker.traces().get(0).messages().get(0);
    }

    @Test
    void shouldStoreMessageAndTraceInOneTransactionBeforeItReplies() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));

        ServiceWorker.Outcome outcome = worker.receive(message);

        assertThat(outcome).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(outcome.reply()).isSameAs(REPLY);
        assertThat(fixture.broker.commits()).isEqualTo(1);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.body().bytes()).isEqualTo(message.body().bytes());
                    assertThat(sent.header().id()).isEqualTo(message.header().id());
                    assertThat(sent.header().source()).isEqualTo("In");
                    assertThat(sent.header().target()).isEqualTo("Out");
                });
        assertThat(archived().accepted()).isTrue();
        assertThat(archived().controlId()).isEqualTo("MSG00001");
        assertThat(archived().patientId()).isEqualTo("4711");
        assertThat(archived().body()).isEqualTo(message.body().bytes());
        assertThat(fixture.broker.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.status()).isEqualTo(HopStatus.QUEUED));
        assertThat(worker.item().counters().snapshot().in()).isEqualTo(1);
        assertThat(worker.item().counters().snapshot().out()).isEqualTo(1);
    }

    @Test
    void shouldKeepARefusedMessageWithItsReasonAndSendItNowhere() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service(
                "In",
                (m, outbox) -> {
                    outbox.send("Out", m);
                    return Receipt.refused(REPLY, "no header");
                },
                "Out"));

        assertThat(worker.receive(message))
                .isInstanceOfSatisfying(
                        ServiceWorker.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("no header"));
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).isEqualTo("no header");
        assertThat(archived().body()).isEqualTo(message.body().bytes());
        assertThat(worker.item().counters().snapshot().errors()).isEqualTo(1);
    }

    @Test
    void shouldTellTheSenderToTryAgainWhenTheHostFailsAndKeepTheEvidence() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service(
                "In",
                (m, outbox) -> {
                    outbox.send("Out", m);
                    throw new IllegalStateException("no room\nline with content");
                },
                "Out"));

        ServiceWorker.Outcome outcome = worker.receive(message);

        assertThat(outcome).isInstanceOf(ServiceWorker.Failed.class);
        assertThat(outcome.reply()).containsExactly('A', 'E');
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).isEqualTo("no room");
    }

    @Test
    void shouldTellTheSenderToTryAgainWhenTheBrokerDoesNotCommit() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));
        fixture.broker.failNextCommit(new JMSException("disk full"));

        ServiceWorker.Outcome failed = worker.receive(message);
        assertThat(fixture.broker.traces()).isEmpty();
        ServiceWorker.Outcome accepted = worker.receive(message);

        assertThat(failed).isInstanceOf(ServiceWorker.Failed.class);
        assertThat(failed.reply()).containsExactly('A', 'E');
        assertThat(accepted).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).hasSize(1);
        assertThat(fixture.broker.openSessions()).isEqualTo(1);
    }

    @Test
    void shouldAcceptTheSecondDeliveryOfTheSameWorkWithoutDoingItAgain() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));

        worker.receive(message, "file-1");
        ServiceWorker.Outcome second = worker.receive(Messages.adt(), "file-1");
        worker.receive(Messages.adt(), "file-2");

        assertThat(second).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).hasSize(2);
    }

    @Test
    void shouldGiveHostAndSessionBackForTheNextWorker() throws Exception {
        ItemRuntime item = fixture.service("In", ACCEPTING, "Out");
        try (ServiceWorker first = new ServiceWorker(item)) {
            first.receive(message);
        }
        try (ServiceWorker second = new ServiceWorker(item)) {
            second.receive(Messages.adt());
        }

        assertThat(fixture.broker.openSessions()).isEqualTo(1);
        fixture.items.close(item);
        assertThat(fixture.broker.openSessions()).isZero();
    }
}
