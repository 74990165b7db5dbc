package hie.engine.production;

import hie.engine.config.ItemConfig;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemState;
import hie.engine.schedule.Schedule;
import hie.store.project.ItemDesire;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the items of all projects should be at one moment: as is wanted, and as their schedules say. Not for several threads. */
final class Goals {

    private final Definitions definitions;
    private final ZonedDateTime now;
    private final Map<ItemKey, ItemDefinition> known = new TreeMap<>();
    private final Map<ItemKey, ItemState> states = new LinkedHashMap<>();
    private final Map<ItemKey, String> faulty = new TreeMap<>();
    private final Map<ItemKey, String> resting = new TreeMap<>();
    private Instant nextEvent = Instant.MAX;

    private Goals(Definitions definitions, ZonedDateTime now) {
        this.definitions = definitions;
        this.now = now;
    }

    static Goals of(List<Projects.Wanted> wanted, Definitions definitions, ZonedDateTime now) {
        Goals goals = new Goals(definitions, now);
        for (Projects.Wanted project : wanted) {
            project.config().items().forEach(config -> goals.add(project, config));
        }
        return goals;
    }

    private void add(Projects.Wanted project, ItemConfig config) {
        ItemKey key = project.key(config.name());
        try {
            ItemDefinition definition = definitions.of(key, config, project.config());
            known.put(key, definition);
            Optional<Schedule> schedule = definition
                    .settings()
                    .optional("Schedule")
                    .map(text -> Schedule.of(text, definition.documents(), now.toLocalDateTime()));
            wish(project, config).ifPresent(state -> set(key, state, schedule));
        } catch (IllegalArgumentException e) {
            faulty.put(key, e.getMessage());
        }
    }

    private static Optional<ItemState> wish(Projects.Wanted project, ItemConfig config) {
        ItemDesire.Desire desire = project.desires().get(config.name());
        if (!project.started() || !config.enabled() || desire == ItemDesire.Desire.STOPPED) {
            return Optional.empty();
        }
        return Optional.of(desire == ItemDesire.Desire.PAUSED ? ItemState.PAUSED : ItemState.RUNNING);
    }

    private void set(ItemKey key, ItemState wish, Optional<Schedule> schedule) {
        Instant event = schedule.flatMap(events -> events.next(now)).orElse(Instant.MAX);
        nextEvent = event.isBefore(nextEvent) ? event : nextEvent;
        if (schedule.isEmpty() || schedule.get().isOn(now)) {
            states.put(key, wish);
        } else {
            resting.put(key, restingUntil(event));
        }
    }

    private String restingUntil(Instant event) {
        return event == Instant.MAX
                ? "Stopped by its schedule, for good"
                : "Stopped by its schedule until "
                        + event.atZone(now.getZone())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toLocalDateTime();
    }

    /** The items that can be, wanted or not. */
    Map<ItemKey, ItemDefinition> known() {
        return known;
    }

    /** What those should be that should be deployed. */
    Map<ItemKey, ItemState> states() {
        return states;
    }

    /** Why items cannot be. */
    Map<ItemKey, String> faulty() {
        return faulty;
    }

    /** Until when those are off that their schedules have off now. */
    Map<ItemKey, String> resting() {
        return resting;
    }

    /** When a schedule wants something else for the first time; {@link Instant#MAX} for never. */
    Instant nextEvent() {
        return nextEvent;
    }
}
