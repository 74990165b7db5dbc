package hie.engine.desk;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.item.ItemKey;
import hie.engine.item.RunningItems;
import hie.engine.item.TraceBuilder;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.store.message.HopStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Works with suspended messages. One that is sent again goes, as a new message of the same session, to the tail of its item's
 * queue, under the order key that the item has now; the old one is settled as sent again. Each change and its trace go in one
 * transaction. Safe for use by any thread; changes take turns.
 */
@ApplicationScoped
public class SuspendedDesk {

    /** The largest page. */
    public static final int PAGE_LIMIT = 1000;

    @Inject
    ErrorQueue queue;

    @Inject
    RunningItems items;

    private final ReentrantLock turn = new ReentrantLock();

    /** For the container, which sets the fields. */
    protected SuspendedDesk() {}

    SuspendedDesk(ErrorQueue queue, RunningItems items) {
        this.queue = queue;
        this.items = items;
    }

    /** How many messages a filter means. */
    public long count(SuspensionFilter filter) {
        return work(() -> queue.count(filter));
    }

    /**
     * A page of what a filter means, in the order of the error queue: by priority, then as they came.
     *
     * @param skip how many messages come before the page
     * @param limit the most messages wanted, 1 to {@value #PAGE_LIMIT}
     */
    public ErrorQueue.Page list(SuspensionFilter filter, int skip, int limit) {
        if (limit < 1 || limit > PAGE_LIMIT || skip < 0) {
            throw new IllegalArgumentException("A page holds 1 to " + PAGE_LIMIT
                    + " messages and skips none or more, not " + limit + " and " + skip);
        }
        return work(() -> queue.browse(filter, skip, limit));
    }

    /**
     * One suspended message.
     *
     * @throws NotFoundException when there is none of that id among those that the filter means
     */
    public SuspendedMessage find(SuspensionFilter filter, UUID id) {
        return work(() -> queue.find(filter, List.of(id))).stream().findFirst().orElseThrow(() -> missing(id));
    }

    private static NotFoundException missing(UUID id) {
        return new NotFoundException("There is no suspended message " + id + "; it may have been dealt with meanwhile");
    }

    /**
     * Sends messages again.
     *
     * @return how many there were
     * @throws ConflictException when they are not as many as the user was shown, or an item is not deployed any more
     */
    public int retry(Selection selection, String user) {
        int sent = take(selection, taken -> again(taken, taken.message().body().bytes(), user));
        DeskLog.LOG.sentAgain(user, sent);
        return sent;
    }

    /**
     * Sends one message again, with another body.
     *
     * @throws NotFoundException when there is none of that id among those that the filter means
     */
    public void retry(SuspensionFilter filter, UUID id, byte[] body, String user) {
        if (take(Selection.Chosen.of(filter, List.of(id)), taken -> again(taken, body, user)) == 0) {
            throw missing(id);
        }
        DeskLog.LOG.corrected(user, id);
    }

    /**
     * Takes messages away for good; the warehouse keeps them.
     *
     * @return how many there were
     * @throws ConflictException when they are not as many as the user was shown
     */
    public int discard(Selection selection, String user) {
        int discarded = take(selection, taken -> {
            TraceBuilder trace = new TraceBuilder();
            settle(trace, taken, HopStatus.DISCARDED, "discarded by " + user);
            return new ErrorQueue.Outcome(TraceCodec.encode(trace.build()), null, null);
        });
        DeskLog.LOG.discarded(user, discarded);
        return discarded;
    }

    private int take(Selection selection, ErrorQueue.Fate fate) {
        turn.lock();
        try {
            return work(() -> switch (selection) {
                case Selection.Chosen chosen -> queue.take(chosen.filter(), chosen.ids(), fate);
                case Selection.Everything everything -> takeAll(everything, fate);
            });
        } finally {
            turn.unlock();
        }
    }

    private int takeAll(Selection.Everything everything, ErrorQueue.Fate fate) throws JMSException {
        Instant now = Instant.now().plusMillis(1);
        long count = queue.count(everything.filter());
        if (count != everything.count()) {
            throw new ConflictException(
                    "There are " + count + " such messages now, not " + everything.count() + "; look at them again");
        }
        return queue.take(everything.filter(), now, count, fate);
    }

    private ErrorQueue.Outcome again(SuspendedMessage taken, byte[] body, String user) {
        MessageHeader old = taken.message().header();
        ItemKey target = ItemKey.parse(taken.suspension().project() + "/" + old.target());
        if (!items.isDeployed(target)) {
            throw new ConflictException(
                    "Item " + target + " is not deployed any more; deploy it again, or discard its messages");
        }
        Message bare = body == taken.message().body().bytes()
                ? taken.message().with(old.derive(MessageIds.next(), Instant.now(), old.source()))
                : taken.message().derive(old.source(), body);
        Message again = bare.with(bare.header().to(old.target(), items.orderKeyAt(target, bare)));
        TraceBuilder trace = new TraceBuilder();
        ItemKey source = target.sibling(old.source());
        trace.created(source, again);
        trace.hop(source, again, HopStatus.QUEUED, 0, 0, "", null);
        settle(
                trace,
                taken,
                HopStatus.RESENT,
                "sent again by " + user + " as " + again.header().id());
        return new ErrorQueue.Outcome(TraceCodec.encode(trace.build()), target.queueName(), again);
    }

    /** What is known of the hop is replaced, so its reason is said again. */
    private static void settle(TraceBuilder trace, SuspendedMessage taken, HopStatus status, String how) {
        ItemKey source = ItemKey.parse(
                taken.suspension().project() + "/" + taken.message().header().source());
        trace.hop(
                source,
                taken.message(),
                status,
                0,
                taken.suspension().attempts(),
                how + "; it had been given up: " + taken.suspension().why(),
                null);
    }

    private interface Work<T> {
        T run() throws JMSException;
    }

    private static <T> T work(Work<T> work) {
        try {
            return work.run();
        } catch (JMSException e) {
            throw new IllegalStateException("The error queue cannot be reached: " + e.getMessage(), e);
        }
    }
}
