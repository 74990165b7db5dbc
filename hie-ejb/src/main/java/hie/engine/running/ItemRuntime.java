package hie.engine.running;

import hie.api.host.CertifiedPeer;
import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingValues;
import hie.engine.catalog.HostKind;
import hie.engine.duplicate.SeenMessages;
import hie.engine.interceptor.InterceptorCatalog;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.BreakerState;
import hie.engine.item.ExecutionMode;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.Backpressure;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.metrics.ItemCounters;
import hie.engine.metrics.ItemMeters;
import hie.engine.metrics.MeteredItem;
import hie.engine.pace.BacklogPace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;

/**
 * A running item: its hosts, its broker sessions, its counters, and the signal to stop. One is made when the item starts and
 * thrown away when it stops.
 *
 * <p>Hosts and sessions are lent to one worker at a time and come back when it is done, or stay with it for its life.
 */
public final class ItemRuntime implements HostContext, MeteredItem {

    private static final int ADMISSION_SECONDS = 10;
    private static final Duration FOREVER = Duration.ofDays(365);

    private final ItemDefinition definition;
    private final RunningItems items;
    private final SettingValues settings;
    private final ItemCounters counters;
    private final ItemSignals signals = new ItemSignals();
    private final ItemHooks hooks;
    private final ItemHosts hosts;
    private final ItemSessions sessions;
    private final AtomicBoolean turnsAway = new AtomicBoolean();
    private final Semaphore requests;
    private volatile boolean disabled;
    private final DeliveryGate gate;
    private final SeenMessages seen;
    private final BacklogPace pace;
    private final Lock decision;
    private final PeerCertificates peerCertificates = new PeerCertificates();

    /** Set before any worker is there; {@code null} for none. */
    private InterceptorChain interceptors;

    /** Likewise. */
    private KeyHolds holds;

    /** @param seen what it has accepted of late; {@code null} when it remembers nothing */
    ItemRuntime(ItemDefinition definition, RunningItems items, Broker broker, SeenMessages seen) {
        this.seen = seen;
        this.definition = definition;
        this.items = items;
        this.settings = definition.settings();
        this.hooks = new ItemHooks(this);
        this.hosts = new ItemHosts(definition, this, hooks);
        this.sessions = new ItemSessions(definition, broker, signals);
        this.gate = definition.kind() == HostKind.OPERATION ? DeliveryGate.of(definition.key(), settings) : null;
        this.counters = items.meters().counters(definition);
        this.requests = new Semaphore(definition.workers());
        this.pace = items.pace(definition.key());
        this.decision = items.inlineSwitch(definition.key().projectPath()).readLock();
    }

    /**
     * Builds and starts the first host, so that an item whose host cannot be built never gets a message.
     *
     * @throws HostStartException when the host class cannot be built, one of its start hooks fails or takes longer than HookTimeout, or the
     *     item is told to stop meanwhile
     */
    void start() throws HostStartException {
        interceptors = hooks.start(() -> "the start of its interceptors", this::startInterceptors, this::end);
        holds = KeyHolds.of(this);
        try {
            hosts.prepare();
        } catch (HostStartException e) {
            ItemHooks.awaitBriefly(hooks.end(List.of(), interceptors));
            throw e;
        }
    }

    private InterceptorChain startInterceptors() throws HostStartException {
        try {
            InterceptorChain chain = InterceptorChain.of(
                    this,
                    definition.hostClass().type(),
                    new InterceptorCatalog(
                            items.meters().registry(), ItemMeters.tags(definition), definition.ownInterceptors()));
            if (chain != null) {
                chain.start();
            }
            return chain;
        } catch (Exception | Error e) {
            throw new HostStartException(key(), "its interceptors could not start", e);
        }
    }

    private void end(InterceptorChain late) {
        if (late != null) {
            late.close();
        }
    }

    /** Its workers are other processes: makes ready what they have in common here. */
    void startWithoutHost() {
        holds = KeyHolds.of(this);
    }

    /** The order keys that are held back; {@code null} when the item holds none back. */
    public KeyHolds holds() {
        return holds;
    }

    /** Tells everything that waits to give up. Idempotent. */
    public void signalStop() {
        signals.stop();
        hooks.giveUpStarting();
    }

    /**
     * Tells everything to give up, and after DrainTimeout interrupts the hosts that are still at work.
     *
     * @return the thread that waits for that; interrupted, it does nothing
     */
    public Thread drain() {
        signalStop();
        return hosts.atWork().interruptAfter(definition.drainTimeout());
    }

    /**
     * Ends the hosts and closes the sessions, once requests in the works are done. Stop hooks that take long are not waited for.
     *
     * @return complete when the stop hooks are over
     */
    CompletableFuture<Void> close() {
        signalStop();
        awaitRequests();
        CompletableFuture<Void> end = endHosts();
        ItemHooks.awaitBriefly(end);
        sessions.close();
        return end;
    }

    /** Ends the hosts; returns at once. Complete when their stop hooks are over. */
    CompletableFuture<Void> endHosts() {
        return hosts.endAll(interceptors);
    }

    private void awaitRequests() {
        Duration limit = definition.drainTimeout();
        try {
            if (!requests.tryAcquire(definition.workers(), limit.toMillis(), TimeUnit.MILLISECONDS)) {
                ItemLog.LOG.requestsLeft(key(), limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What its peer has presented last; empty while nothing is known. */
    public Optional<CertifiedPeer.Certificate> peerCertificate() {
        return peerCertificates.last(hosts.of(Host.class));
    }

    /** What its peer has presented in a process of the item's own. */
    public void peerPresented(CertifiedPeer.Certificate certificate) {
        peerCertificates.report(certificate);
    }

    /** Lends a host; an idle one, or a new one. */
    Host borrowHost() throws HostStartException {
        return hosts.borrow();
    }

    void returnHost(Host host) {
        hosts.giveBack(host);
    }

    HostsAtWork hostsAtWork() {
        return hosts.atWork();
    }

    /** How many of its hosts are still at work on messages that were taken from them (MessageTimeout). */
    @Override
    public int leftBehind() {
        return hosts.atWork().leftBehind();
    }

    /** A host does not end its work: nothing is expected of it any more. With too many of them the item is stopped. */
    void leaveBehind(Host host, CompletableFuture<?> work) {
        int now = hosts.leaveBehind(host, work);
        ItemLog.LOG.leftBehind(key(), now);
        if (now >= HostsAtWork.MOST_LEFT_BEHIND) {
            askToStop("its hosts do not end their work in time (MessageTimeout); " + now + " of them are left behind");
        }
    }

    /** Lends a broker session; an idle one, or a new one. */
    BrokerSession borrowSession() {
        return sessions.borrow();
    }

    void returnSession(BrokerSession session) {
        sessions.giveBack(session);
    }

    /** How its sessions bear a full queue. */
    Backpressure backpressure() {
        return sessions;
    }

    /** A service has turned a message away, or taken one, as far as room in queues is concerned. */
    void turnsAway(boolean full, String why) {
        if (turnsAway.getAndSet(full) != full) {
            if (full) {
                ItemLog.LOG.turnsAway(key(), why);
            } else {
                ItemLog.LOG.takesAgain(key());
            }
        }
    }

    /** Waits, at most so long, until the item has to yield: it is stopping or paused. {@code true} when it has to. */
    public boolean awaitYield(Duration limit) {
        return signals.awaitYield(limit);
    }

    /** Whether work that cannot be finished soon should be given back. */
    public boolean isYielding() {
        return signals.isYielding();
    }

    /** Whether a message may be begun: the item runs, or it is paused and somebody asked for this one step. */
    boolean mayBegin() {
        return signals.mayBegin();
    }

    /**
     * Has a message that has waited for long wait a little more when new input needs the processors; returns when it may be
     * begun, or the item has to yield.
     */
    void awaitTurn(Message message) {
        boolean isOld =
                message.header().created().toEpochMilli() < System.currentTimeMillis() - BacklogPace.OLD.toMillis();
        boolean yields = false;
        while (isOld && !yields && !pace.mayBegin()) {
            yields = awaitYield(pace.rest());
        }
    }

    /**
     * Returns when a message may be begun now. An item that has asked to be stopped waits until it is.
     *
     * @throws ItemStoppingException otherwise: the message goes back to its place
     */
    void requireMayBegin() {
        if (disabled) {
            awaitYield(FOREVER);
        }
        if (disabled || !mayBegin()) {
            throw new ItemStoppingException(key());
        }
    }

    /** Lets one message be begun although the item is paused; {@code false} when one is already, or the item is not paused. */
    boolean beginStep() {
        return signals.beginStep();
    }

    void endStep() {
        signals.endStep();
    }

    /** What stands around its hosts' work; {@code null} when nothing does. */
    InterceptorChain interceptors() {
        return interceptors;
    }

    /** What it has accepted of late; {@code null} when it remembers nothing. */
    SeenMessages seen() {
        return seen;
    }

    /** What holds attempts to deliver back; {@code null} when nothing does. */
    DeliveryGate gate() {
        return gate;
    }

    /** How its workers are made. */
    public ExecutionMode executionMode() {
        return definition.executionMode();
    }

    /** Where the circuit breaker stands; empty when the item has none. */
    @Override
    public Optional<BreakerState> breaker() {
        return Optional.ofNullable(gate).map(DeliveryGate::state);
    }

    /**
     * Has the item stopped until somebody starts it, and waits until it is, or is paused: the caller then gives its message
     * back.
     *
     * @param why for the operator, without content of a message
     */
    void disable(String why) {
        askToStop(why);
        awaitYield(FOREVER);
    }

    private void askToStop(String why) {
        if (!disabled) {
            disabled = true;
            ItemLog.LOG.disables(key(), why);
            items.disable(key(), why);
        }
    }

    /** Lets one more request in, waiting a moment for its turn; {@code false} when the item is full or has to yield. */
    public boolean enter() {
        try {
            return !isYielding() && requests.tryAcquire(ADMISSION_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A request that {@link #enter} let in is done with. */
    public void leave() {
        requests.release();
    }

    @Override
    public ItemDefinition definition() {
        return definition;
    }

    RunningItems items() {
        return items;
    }

    public ItemKey key() {
        return definition.key();
    }

    @Override
    public ItemCounters counters() {
        return counters;
    }

    /** Whether callers may run it in their own transaction now: it is inline, and nothing waits in its queue before them. */
    boolean isInlineReady() {
        return signals.isInlineReady();
    }

    void inlineReady() {
        signals.inlineReady();
    }

    /** Held by whoever sends for it, from the decision who of its targets runs inline until the transaction is over. */
    Lock decision() {
        return decision;
    }

    /** Callers queue again instead of running it inline, and requests are turned away. */
    public void pause() {
        signals.pause();
    }

    /** It takes work again after {@link #pause}. */
    public void resume() {
        signals.resume();
    }

    /** Whether it is paused: it takes no work, but keeps its hosts. */
    @Override
    public boolean isPaused() {
        return signals.isPaused();
    }

    @Override
    public String itemName() {
        return key().item();
    }

    @Override
    public String projectName() {
        return key().project();
    }

    @Override
    public String workspaceName() {
        return key().workspace();
    }

    @Override
    public SettingValues settings() {
        return settings;
    }

    @Override
    public List<String> targets() {
        return definition.targets();
    }

    @Override
    public ProjectDocuments documents() {
        return definition.documents();
    }

    @Override
    public boolean isStopping() {
        return signals.isStopping();
    }
}
