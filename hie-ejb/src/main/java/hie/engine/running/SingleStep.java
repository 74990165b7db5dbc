package hie.engine.running;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.Host;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldMessage;
import hie.store.message.Hop;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Has a paused item work on the next message of its queue, and no other: once, on the caller's thread, with the same bean and
 * the same transactions as when it runs. A message whose delivery would be tried again goes back to its place.
 */
public final class SingleStep {

    private final ItemRuntime item;

    private SingleStep(ItemRuntime item) {
        this.item = item;
    }

    /**
     * What was done with a message.
     *
     * @param message its id
     * @param outcome what became of it at the item: {@code COMPLETED}, {@code SUSPENDED}, {@code ERROR}, {@code EXPIRED}, or
     *     {@code RETRYING} when it is back in its place
     * @param detail why, or where to; no content of the message
     * @param targets the items it was sent to
     * @param took how long the item worked
     */
    public record Report(
            UUID message, UUID session, String outcome, String detail, List<String> targets, Duration took) {}

    /**
     * Works on one message.
     *
     * @return empty when none waits
     * @throws StepRefusedException when the item is not paused, or another step is under way
     * @throws JMSException when the broker does not hand the message out, or does not take it back
     * @throws HostStartException when the item has no host to spare and none can be built
     */
    public static Optional<Report> of(ItemRuntime item) throws JMSException, HostStartException {
        if (!item.beginStep()) {
            throw new StepRefusedException(
                    "Item " + item.key() + " is not paused, or is in the middle of a step; pause it to step");
        }
        try {
            return new SingleStep(item).run();
        } finally {
            item.endStep();
        }
    }

    private Optional<Report> run() throws JMSException, HostStartException {
        Optional<HeldMessage> next = item.items().broker().takeNext(item.key().queueName());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        HeldMessage held = next.get();
        long begun = System.nanoTime();
        List<Hop> hops;
        boolean isDone = false;
        try {
            hops = work(held);
            isDone = true;
        } finally {
            if (!isDone) {
                held.giveBack();
            }
        }
        return Optional.of(report(hops, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private List<Hop> work(HeldMessage held) throws JMSException, HostStartException {
        Host host = item.borrowHost();
        RecordingSession recording = new RecordingSession(item.borrowSession());
        QueueWorker worker = HoldingWorker.around(worker(host, recording), recording.beside(item.borrowSession()));
        try {
            new QueueItemBean(item, worker).onMessage(held.taken());
            held.settle();
        } catch (RuntimeException e) {
            held.giveBack();
            if (!(e instanceof ItemStoppingException)) {
                ItemLog.LOG.stepFailed(item.key(), e);
            }
        } finally {
            recording.rollback();
            worker.close();
        }
        return recording.committed();
    }

    private QueueWorker worker(Host host, BrokerSession session) {
        return item.definition().kind() == HostKind.PROCESS
                ? new ProcessWorker(
                        item, WorkerHost.unlimited(item, BusinessProcess.class, (BusinessProcess) host), session)
                : new OperationWorker(
                        item, WorkerHost.unlimited(item, BusinessOperation.class, (BusinessOperation) host), session);
    }

    private Report report(List<Hop> hops, Duration took) {
        List<String> targets = hops.stream()
                .filter(hop -> hop.from().equals(item.itemName()))
                .map(Hop::item)
                .distinct()
                .toList();
        return hops.stream()
                .filter(hop -> hop.item().equals(item.itemName()))
                .reduce((earlier, later) -> later)
                .map(own ->
                        new Report(own.message(), own.session(), own.status().name(), own.detail(), targets, took))
                .orElseGet(() -> new Report(null, null, "BACK", "it is back in its place", List.of(), took));
    }
}
