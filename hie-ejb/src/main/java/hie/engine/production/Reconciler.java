package hie.engine.production;

import hie.engine.catalog.HostKind;
import hie.engine.deployment.ItemDeployer;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemState;
import hie.engine.item.RestartPolicy;
import hie.engine.running.RunningItems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes true on this node what is wanted, step by step: what must go is stopped, services first; what must come is started,
 * operations first ({@link StartOrder}). What an item's schedule wants is part of what is wanted ({@link Goals}). Items that are as
 * they should be are not touched. It may be called at any time, by any thread, as often as one likes; one call works, the others
 * wait.
 */
@ApplicationScoped
public class Reconciler {

    @Inject
    Projects projects;

    @Inject
    Definitions definitions;

    @Inject
    ItemDeployer deployer;

    @Inject
    RunningItems items;

    Clock clock = Clock.systemDefaultZone();

    private final ReentrantLock turn = new ReentrantLock();
    private final Map<ItemKey, Actual> actual = new ConcurrentHashMap<>();
    private final Map<ItemKey, String> stoppedThemselves = new ConcurrentHashMap<>();
    private final Map<ItemKey, String> offSchedule = new ConcurrentHashMap<>();
    private volatile boolean settled;
    private volatile Instant nextEvent = Instant.MAX;

    /** What an item is on this node. */
    private record Actual(ItemDefinition definition, ItemState state, String reason, int failures, Instant next) {

        static Actual of(ItemDefinition definition, ItemState state) {
            return new Actual(definition, state, "", 0, null);
        }

        /** An item that could not be started, for the n-th time in a row; {@code next} is {@code null} when it is left alone. */
        static Actual troubled(ItemDefinition definition, String why, int failures) {
            Instant next = RestartPolicy.of(definition.settings())
                    .next(failures, Instant.now())
                    .orElse(null);
            return new Actual(definition, ItemState.TROUBLED, why, failures, next);
        }

        /** An item on its way up, after what became of it before; {@code null} for nothing. */
        static Actual starting(ItemDefinition definition, Actual before) {
            boolean isRestart = before != null && definition.equals(before.definition);
            return isRestart
                    ? new Actual(definition, ItemState.STARTING, before.reason, before.failures, null)
                    : of(definition, ItemState.STARTING);
        }

        boolean isDeployed() {
            return state == ItemState.RUNNING || state == ItemState.PAUSED;
        }

        /** Whether there is something of it that can be stopped. */
        boolean isThere() {
            return isDeployed() || state == ItemState.STARTING;
        }
    }

    /** An item's state on this node and why. */
    record ItemCondition(ItemState state, String reason, ItemStatus.Restarts restarts) {}

    /** Whether there is nothing left to look after: no item is troubled, every inline process is called inline. */
    boolean isSettled() {
        return settled;
    }

    /** Whether an item's schedule wants it started or stopped by now. */
    boolean isScheduleDue() {
        return !clock.instant().isBefore(nextEvent);
    }

    ItemCondition condition(ItemKey key) {
        Actual known = actual.get(key);
        return known == null
                ? new ItemCondition(
                        ItemState.STOPPED,
                        stoppedThemselves.getOrDefault(key, offSchedule.getOrDefault(key, "")),
                        ItemStatus.Restarts.NONE)
                : new ItemCondition(
                        known.state,
                        known.reason,
                        new ItemStatus.Restarts(Math.max(0, known.failures - 1), known.next));
    }

    int runningItems() {
        return (int) actual.values().stream().filter(Actual::isDeployed).count();
    }

    /** Makes everything true that is wanted now. */
    public void reconcile() {
        turn.lock();
        try {
            settled = reconcile(projects.wanted());
        } finally {
            turn.unlock();
        }
    }

    /**
     * Returns when the items are there that are being started for the first time since somebody asked for it, or are in trouble, however long
     * their hooks take; makes true meanwhile what others want.
     */
    void awaitFirstStarts(Predicate<ItemKey> asked) {
        List<ItemKey> starting = firstStarts(asked);
        while (!starting.isEmpty()) {
            starting.forEach(deployer::awaitStart);
            reconcile();
            starting = firstStarts(asked);
        }
    }

    private List<ItemKey> firstStarts(Predicate<ItemKey> asked) {
        return actual.entrySet().stream()
                .filter(entry -> entry.getValue().state == ItemState.STARTING && entry.getValue().failures == 0)
                .map(Map.Entry::getKey)
                .filter(asked)
                .toList();
    }

    /**
     * Grants the wish of items that asked to be stopped until somebody starts them.
     *
     * @return whether there were any
     */
    boolean stopThoseThatAsk() {
        Map<ItemKey, String> asking = items.disabled();
        asking.forEach((key, why) -> {
            projects.stopItem(key);
            stoppedThemselves.put(key, why);
            items.disabledAsAsked(key);
        });
        return !asking.isEmpty();
    }

    /** Stops an item; the next reconciliation starts it again, if it is wanted. */
    void bounce(ItemKey key) {
        turn.lock();
        try {
            stop(key);
            actual.remove(key);
            settled = reconcile(projects.wanted());
        } finally {
            turn.unlock();
        }
    }

    private boolean reconcile(List<Projects.Wanted> wanted) {
        Goals goals = Goals.of(wanted, definitions, ZonedDateTime.now(clock));
        nextEvent = goals.nextEvent();
        stopInOrder(toStop(goals));
        keepOnly(goals);
        goals.faulty().forEach(this::faulty);
        startInOrder(goals);
        boolean nothingLeft = goals.faulty().isEmpty();
        for (Map.Entry<ItemKey, ItemState> goal : goals.states().entrySet()) {
            nothingLeft &= adjust(goal.getKey(), goal.getValue());
        }
        actual.keySet()
                .removeIf(key ->
                        !goals.states().containsKey(key) && !goals.faulty().containsKey(key));
        return nothingLeft;
    }

    /** Forgets what is no more. */
    private void keepOnly(Goals goals) {
        actual.keySet()
                .removeIf(key ->
                        !goals.known().containsKey(key) && !goals.faulty().containsKey(key));
        items.keepOnly(goals.known());
        deployer.tellWorkers();
        stoppedThemselves.keySet().retainAll(goals.known().keySet());
        offSchedule.keySet().retainAll(goals.resting().keySet());
        offSchedule.putAll(goals.resting());
    }

    private List<ItemKey> toStop(Goals goals) {
        List<ItemKey> keys = new ArrayList<>();
        actual.forEach((key, now) -> {
            if (now.isThere()
                    && (!goals.states().containsKey(key)
                            || !now.definition.equals(goals.known().get(key)))) {
                keys.add(key);
            }
        });
        return keys;
    }

    private void stopInOrder(List<ItemKey> keys) {
        StartOrder.of(keys.stream().map(key -> actual.get(key).definition).toList())
                .reversed()
                .forEach(definition -> stop(definition.key()));
    }

    private void stop(ItemKey key) {
        Actual now = actual.get(key);
        if (now == null || !now.isThere()) {
            return;
        }
        actual.put(key, Actual.of(now.definition, ItemState.STOPPING));
        try {
            deployer.stop(now.definition);
            ProductionLog.LOG.stopped(key);
        } catch (RuntimeException e) {
            ProductionLog.LOG.notStopped(key, e);
        }
        actual.put(key, Actual.of(now.definition, ItemState.STOPPED));
    }

    private void faulty(ItemKey key, String reason) {
        Actual now = actual.get(key);
        if (now == null || now.state != ItemState.TROUBLED || !now.reason.equals(reason)) {
            ProductionLog.LOG.troubled(key, reason);
            actual.put(key, new Actual(null, ItemState.TROUBLED, reason, 0, null));
        }
    }

    private void startInOrder(Goals goals) {
        StartOrder.of(goals.states().keySet().stream().map(goals.known()::get).toList()).stream()
                .filter(this::isDue)
                .collect(Collectors.groupingBy(
                        ItemDefinition::kind, () -> new EnumMap<>(HostKind.class), Collectors.toList()))
                .values()
                .forEach(ofOneKind -> start(ofOneKind, goals.states()));
    }

    /**
     * Whether an item is to be started now: it is new, changed, troubled and its time has come to try again, or its hooks, which took long,
     * have ended.
     */
    private boolean isDue(ItemDefinition definition) {
        Actual now = actual.get(definition.key());
        if (now == null || now.state == ItemState.STOPPED || !definition.equals(now.definition)) {
            return true;
        }
        if (now.state == ItemState.STARTING) {
            return !deployer.isStarting(definition.key());
        }
        return now.state == ItemState.TROUBLED
                && now.next != null
                && !Instant.now().isBefore(now.next);
    }

    /** What is to be paused is so from the beginning: not one message gets through. */
    private void start(List<ItemDefinition> ofOneKind, Map<ItemKey, ItemState> goals) {
        for (ItemDefinition definition : ofOneKind) {
            actual.compute(definition.key(), (key, before) -> Actual.starting(definition, before));
            stoppedThemselves.remove(definition.key());
        }
        Set<ItemKey> paused = ofOneKind.stream()
                .map(ItemDefinition::key)
                .filter(key -> goals.get(key) == ItemState.PAUSED)
                .collect(Collectors.toSet());
        ItemDeployer.Starts starts = deployer.start(ofOneKind, paused);
        for (ItemDefinition definition : ofOneKind) {
            ItemKey key = definition.key();
            if (starts.failures().containsKey(key)) {
                troubled(definition, actual.get(key), starts.failures().get(key));
            } else if (!starts.underWay().contains(key)) {
                actual.put(key, Actual.of(definition, goals.get(key)));
                if (paused.contains(key)) {
                    ProductionLog.LOG.paused(key);
                } else {
                    ProductionLog.LOG.running(key);
                }
            }
        }
    }

    private void troubled(ItemDefinition definition, Actual before, String why) {
        ItemKey key = definition.key();
        if (before == null || !why.equals(before.reason)) {
            ProductionLog.LOG.troubled(key, why);
        }
        boolean isRestart = before != null && definition.equals(before.definition);
        Actual troubled = Actual.troubled(definition, why, isRestart ? before.failures + 1 : 1);
        actual.put(key, troubled);
        if (troubled.next == null) {
            ProductionLog.LOG.leftAlone(key, troubled.failures);
        }
    }

    /** Whether nothing is left to do for the item. */
    private boolean adjust(ItemKey key, ItemState goal) {
        Actual now = actual.get(key);
        if (now == null || !now.isDeployed()) {
            return now != null && now.state == ItemState.TROUBLED && now.next == null;
        }
        if (now.state == goal) {
            return goal != ItemState.RUNNING || !now.definition.isInline() || deployer.settleInline(now.definition);
        }
        if (goal == ItemState.PAUSED) {
            actual.put(key, Actual.of(now.definition, ItemState.PAUSING));
            deployer.pause(now.definition);
            ProductionLog.LOG.paused(key);
        } else {
            actual.put(key, Actual.of(now.definition, ItemState.STARTING));
            try {
                deployer.resume(now.definition);
            } catch (RuntimeException e) {
                cannotGoOn(key, now, e);
                return false;
            }
            ProductionLog.LOG.running(key);
        }
        actual.put(key, Actual.of(now.definition, goal));
        return !now.definition.isInline();
    }

    /** A paused item that cannot go on, its port taken meanwhile, is taken away, and tried again as one that could not start. */
    private void cannotGoOn(ItemKey key, Actual paused, RuntimeException why) {
        actual.put(key, paused);
        stop(key);
        troubled(paused.definition, null, why.getMessage() == null ? why.toString() : why.getMessage());
    }
}
