package hie.engine.item;

import hie.api.host.Adapter;
import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingValues;
import hie.engine.catalog.HostKind;
import hie.engine.interceptor.InterceptorCatalog;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.messaging.Backpressure;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.QueueShape;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A running item: its hosts, its broker sessions, its counters, and the signal to stop. One is made when the item starts and
 * thrown away when it stops.
 *
 * <p>Hosts and sessions are lent to one worker at a time and come back when it is done, or stay with it for its life.
 */
public final class ItemRuntime implements HostContext {

    private static final int ADMISSION_SECONDS = 10;
    private static final Duration FOREVER = Duration.ofDays(365);

    private final ItemDefinition definition;
    private final RunningItems items;
    private final Broker broker;
    private final SettingValues settings;
    private final ItemCounters counters;
    private final ReentrantLock signals = new ReentrantLock();
    private final Condition signalled = signals.newCondition();
    private final Queue<Host> idleHosts = new ConcurrentLinkedQueue<>();
    private final Queue<BrokerSession> idleSessions = new ConcurrentLinkedQueue<>();
    private final Deque<Host> hosts = new ArrayDeque<>();
    private final Deque<BrokerSession> sessions = new ArrayDeque<>();
    private final HostsAtWork hostsAtWork = new HostsAtWork();
    private final AtomicBoolean turnsAway = new AtomicBoolean();
    private final AtomicBoolean inlineReady = new AtomicBoolean();
    private final AtomicBoolean stepping = new AtomicBoolean();
    private final Semaphore requests;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile boolean disabled;
    private final DeliveryGate gate;
    private final SeenMessages seen;
    private final BacklogPace pace;

    /** Set before any worker is there; {@code null} for none. */
    private InterceptorChain interceptors;

    /** Likewise. */
    private KeyHolds holds;

    /** @param seen what it has accepted of late; {@code null} when it remembers nothing */
    ItemRuntime(ItemDefinition definition, RunningItems items, Broker broker, SeenMessages seen) {
        this.seen = seen;
        this.definition = definition;
        this.items = items;
        this.broker = broker;
        this.settings = definition.settings();
        this.gate = definition.kind() == HostKind.OPERATION ? DeliveryGate.of(definition.key(), settings) : null;
        this.counters = items.meters().counters(definition);
        this.requests = new Semaphore(definition.workers());
        this.pace = items.pace(definition.key());
    }

    /**
     * Builds and starts the first host, so that an item whose host cannot be built never gets a message.
     *
     * @throws HostStartException when the host class cannot be built, or one of its start hooks fails
     */
    void start() throws HostStartException {
        try {
            InterceptorChain chain = InterceptorChain.of(
                    this,
                    definition.hostClass().type(),
                    new InterceptorCatalog(
                            items.meters().registry(), ItemMeters.tags(definition), definition.ownInterceptors()));
            if (chain != null) {
                chain.start();
            }
            interceptors = chain;
        } catch (Exception | Error e) {
            throw new HostStartException(key(), "its interceptors could not start", e);
        }
        holds = KeyHolds.of(this);
        try {
            idleHosts.add(build());
        } catch (HostStartException e) {
            endInterceptors();
            throw e;
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

    private void endInterceptors() {
        if (interceptors != null) {
            interceptors.close();
        }
    }

    /** Tells everything that waits to give up. Idempotent. */
    void signalStop() {
        stopping = true;
        signal();
    }

    /**
     * Tells everything to give up, and after DrainTimeout interrupts the hosts that are still at work.
     *
     * @return the thread that waits for that; interrupted, it does nothing
     */
    Thread drain() {
        signalStop();
        return hostsAtWork.interruptAfter(definition.drainTimeout());
    }

    private void signal() {
        inlineReady.set(false);
        signals.lock();
        try {
            signalled.signalAll();
        } finally {
            signals.unlock();
        }
    }

    /** Ends the hosts and closes the sessions, once requests in the works are done. */
    void close() {
        signalStop();
        awaitRequests();
        endHosts();
        synchronized (sessions) {
            sessions.forEach(BrokerSession::close);
            sessions.clear();
        }
    }

    void endHosts() {
        synchronized (hosts) {
            hosts.forEach(this::end);
            hosts.clear();
        }
        endInterceptors();
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

    private Host build() throws HostStartException {
        Host host;
        try {
            host = definition.hostClass().newHost();
        } catch (InvocationTargetException e) {
            throw new HostStartException(key(), "its host's constructor failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new HostStartException(key(), "its host class has no public no-argument constructor", e);
        }
        host.attach(this);
        try {
            host.onInit();
            host.onStart();
        } catch (Exception | Error e) {
            tearDown(host);
            throw new HostStartException(key(), "its host could not start", e);
        }
        synchronized (hosts) {
            hosts.add(host);
        }
        return host;
    }

    /** Its hosts of a kind, at this moment. */
    public <T> List<T> hosts(Class<T> kind) {
        synchronized (hosts) {
            return hosts.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private void end(Host host) {
        try {
            host.onStop();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed("onStop", key(), e);
        }
        tearDown(host);
    }

    private void tearDown(Host host) {
        try {
            host.onTearDown();
        } catch (Exception | Error e) {
            ItemLog.LOG.hookFailed("onTearDown", key(), e);
        }
    }

    /** Lends a host; an idle one, or a new one. */
    Host borrowHost() throws HostStartException {
        Host host = idleHosts.poll();
        return host != null ? host : build();
    }

    void returnHost(Host host) {
        idleHosts.add(host);
    }

    HostsAtWork hostsAtWork() {
        return hostsAtWork;
    }

    /** How many of its hosts are still at work on messages that were taken from them (MessageTimeout). */
    public int leftBehind() {
        return hostsAtWork.leftBehind();
    }

    /** A host does not end its work: nothing is expected of it any more. With too many of them the item is stopped. */
    void leaveBehind(Host host, CompletableFuture<?> work) {
        synchronized (hosts) {
            hosts.remove(host);
        }
        int now = hostsAtWork.leave(host, work, this::end);
        ItemLog.LOG.leftBehind(key(), now);
        if (now >= HostsAtWork.MOST_LEFT_BEHIND) {
            askToStop("its hosts do not end their work in time (MessageTimeout); " + now + " of them are left behind");
        }
    }

    /** Lends a broker session; an idle one, or a new one. */
    BrokerSession borrowSession() {
        BrokerSession session = idleSessions.poll();
        if (session == null) {
            session = broker.openSession(backpressure());
            synchronized (sessions) {
                sessions.add(session);
            }
        }
        return session;
    }

    void returnSession(BrokerSession session) {
        idleSessions.add(session instanceof RecordingSession recording ? recording.recorded() : session);
    }

    /** How its sessions bear a full queue. */
    Backpressure backpressure() {
        return new Waiting();
    }

    /**
     * How this item bears a full queue. A service's sender waits and has to be answered in time; a process, or a service of JMS
     * clients, has its message on a queue, where it is safe, and waits until it has to yield.
     */
    private final class Waiting implements Backpressure {

        @Override
        public Duration patience(QueueShape full) {
            if (!isHurried()) {
                return FOREVER;
            }
            return full.overflow() == QueueShape.Overflow.REJECT_NEW ? Duration.ZERO : full.patience();
        }

        @Override
        public boolean isHurried() {
            return definition.kind() == HostKind.SERVICE
                    && definition.hostClass().adapter() != Adapter.Kind.JMS;
        }

        @Override
        public boolean awaitYield(Duration limit) {
            return ItemRuntime.this.awaitYield(limit);
        }
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
    boolean awaitYield(Duration limit) {
        signals.lock();
        try {
            long left = limit.toNanos();
            while (!isYielding() && left > 0) {
                left = signalled.awaitNanos(left);
            }
            return isYielding();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            signals.unlock();
        }
    }

    /** Whether work that cannot be finished soon should be given back. */
    boolean isYielding() {
        return stopping || paused;
    }

    /** Whether a message may be begun: the item runs, or it is paused and somebody asked for this one step. */
    boolean mayBegin() {
        return !stopping && (!paused || stepping.get());
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
        return paused && !stopping && stepping.compareAndSet(false, true);
    }

    void endStep() {
        stepping.set(false);
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
    boolean enter() {
        try {
            return !isYielding() && requests.tryAcquire(ADMISSION_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        requests.release();
    }

    public ItemDefinition definition() {
        return definition;
    }

    RunningItems items() {
        return items;
    }

    public ItemKey key() {
        return definition.key();
    }

    public ItemCounters counters() {
        return counters;
    }

    /** Whether callers may run it in their own transaction now: it is inline, and nothing waits in its queue before them. */
    boolean isInlineReady() {
        return inlineReady.get();
    }

    void inlineReady() {
        if (!isStopping() && !paused) {
            inlineReady.set(true);
        }
    }

    /** Callers queue again instead of running it inline, and requests are turned away. */
    void pause() {
        paused = true;
        signal();
    }

    void resume() {
        paused = false;
    }

    /** Whether it is paused: it takes no work, but keeps its hosts. */
    public boolean isPaused() {
        return paused;
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
        return stopping;
    }
}
