package hie.engine.desk;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.item.ItemKey;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.engine.running.RunningItems;
import hie.engine.running.TraceBuilder;
import hie.store.message.HopStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

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

    /** A desk for an error queue. */
    public SuspendedDesk(ErrorQueue queue, RunningItems items) {
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
     * Sends messages again. Those that are held behind one of them follow it, in their order.
     *
     * @return how many there were
     * @throws ConflictException when they are not as many as the user was shown, an item is not deployed any more, or one of them
     *     is held behind another that is not among them
     */
    public int retry(Selection selection, String user) {
        int sent = retry(selection, SuspendedMessage::message, user);
        DeskLog.LOG.sentAgain(user, sent);
        return sent;
    }

    /**
     * Sends one message again, with another body.
     *
     * @throws NotFoundException when there is none of that id among those that the filter means
     */
    public void retry(SuspensionFilter filter, UUID id, byte[] body, String user) {
        Selection one = Selection.Chosen.of(filter, List.of(id));
        if (retry(one, taken -> new Message(taken.message().header(), MessageBody.of(body)), user) == 0) {
            throw missing(id);
        }
        DeskLog.LOG.corrected(user, id);
    }

    /**
     * Sends messages again as they were corrected: with another body, and another description of it.
     *
     * @param corrected what each of those that are meant is from now on
     */
    int retry(Selection selection, Function<SuspendedMessage, Message> corrected, String user) {
        return settling(releases -> {
            ErrorQueue.Fate fate = taken -> {
                ErrorQueue.Outcome outcome = again(taken, corrected.apply(taken), user);
                releases.head(taken, outcome.message());
                return outcome;
            };
            int taken = switch (selection) {
                case Selection.Chosen chosen -> queue.take(chosen.filter(), heads(chosen), fate);
                case Selection.Everything everything -> takeAll(everything, queue::takeHeads, fate);
            };
            return taken
                    + releases.followers(
                            queue,
                            held -> again(held, selection.means(held) ? corrected.apply(held) : held.message(), user));
        });
    }

    /**
     * Shows each message of a choice, in the order of the error queue.
     *
     * @throws ConflictException when they are not as many as the user was shown
     */
    void look(Selection selection, Consumer<SuspendedMessage> looking) {
        work(() -> {
            switch (selection) {
                case Selection.Chosen chosen -> queue.each(chosen.filter(), chosen.ids(), looking);
                case Selection.Everything everything -> {
                    requireAsShown(everything);
                    queue.each(everything.filter(), looking);
                }
            }
            return null;
        });
    }

    /**
     * Takes messages away for good; the warehouse keeps them. Those that are held behind one of them, and are not taken away
     * themselves, go on.
     *
     * @return how many were taken away
     * @throws ConflictException when they are not as many as the user was shown
     */
    public int discard(Selection selection, String user) {
        int discarded = settling(releases -> {
            ErrorQueue.Fate fate = taken -> {
                if (taken.suspension().holdsItsKey()) {
                    releases.head(taken, null);
                }
                TraceBuilder trace = new TraceBuilder();
                settle(trace, taken, HopStatus.DISCARDED, "discarded by " + user);
                return new ErrorQueue.Outcome(TraceCodec.encode(trace.build()), null, null);
            };
            int taken = switch (selection) {
                case Selection.Chosen chosen -> queue.take(chosen.filter(), chosen.ids(), fate);
                case Selection.Everything everything -> takeAll(everything, queue::take, fate);
            };
            releases.followers(queue, held -> again(held, held.message(), user));
            return taken;
        });
        DeskLog.LOG.discarded(user, discarded);
        return discarded;
    }

    private interface Action {
        int run(Releases releases) throws JMSException;
    }

    private int settling(Action action) {
        turn.lock();
        try (Releases releases = Releases.begin(items)) {
            return work(() -> action.run(releases));
        } finally {
            turn.unlock();
        }
    }

    /** Those that follow another one of the choice are not taken by themselves. */
    private List<UUID> heads(Selection.Chosen chosen) throws JMSException {
        List<UUID> heads = new ArrayList<>(chosen.ids());
        for (SuspendedMessage found : queue.find(chosen.filter(), chosen.ids())) {
            UUID behind = found.suspension().behind();
            if (behind != null && chosen.ids().contains(behind)) {
                heads.remove(found.suspension().id());
            } else if (behind != null
                    && !queue.find(SuspensionFilter.ALL, List.of(behind)).isEmpty()) {
                throw new ConflictException("Message "
                        + found.message().header().id() + " is "
                        + found.suspension().why() + "; send that one again, or discard it, and this one follows");
            }
        }
        return heads;
    }

    private interface Take {
        int all(SuspensionFilter filter, Instant before, long most, ErrorQueue.Fate fate) throws JMSException;
    }

    private int takeAll(Selection.Everything everything, Take take, ErrorQueue.Fate fate) throws JMSException {
        Instant now = Instant.now().plusMillis(1);
        requireAsShown(everything);
        return take.all(everything.filter(), now, everything.count(), fate);
    }

    private void requireAsShown(Selection.Everything everything) throws JMSException {
        long count = queue.count(everything.filter());
        if (count != everything.count()) {
            throw new ConflictException(
                    "There are " + count + " such messages now, not " + everything.count() + "; look at them again");
        }
    }

    private ErrorQueue.Outcome again(SuspendedMessage taken, Message corrected, String user) {
        MessageHeader old = taken.message().header();
        ItemKey target = ItemKey.parse(taken.suspension().project() + "/" + old.target());
        if (!items.isDeployed(target)) {
            throw new ConflictException(
                    "Item " + target + " is not deployed any more; deploy it again, or discard its messages");
        }
        Message bare = corrected.with(corrected.header().derive(MessageIds.next(), Instant.now(), old.source()));
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
        return new ErrorQueue.Outcome(
                TraceCodec.encode(trace.build()),
                target.queueName(),
                taken.suspension().key() == null ? again : JmsEnvelope.ahead(again));
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
