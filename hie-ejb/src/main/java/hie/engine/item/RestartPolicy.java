package hie.engine.item;

import hie.api.setting.SettingValues;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a troubled item, or a worker process that has ended, is started again by itself, as its settings say.
 *
 * @param most how many restarts in a row may fail before the item is left alone; {@link Integer#MAX_VALUE} for no limit
 * @param delay before the first restart; it doubles with each that fails
 */
public record RestartPolicy(int most, Duration delay) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    public static RestartPolicy of(SettingValues settings) {
        int most = switch (settings.text("RestartPolicy")) {
            case "never" -> 0;
            case "on_failure" -> settings.integer("MaxRestarts");
            default -> Integer.MAX_VALUE;
        };
        return new RestartPolicy(most, settings.seconds("RestartDelay"));
    }

    /**
     * When an item is due again; empty when it is left alone.
     *
     * @param failures how many starts in a row have failed, from 1; the first of them was no restart
     * @param last when the last one failed
     */
    public Optional<Instant> next(int failures, Instant last) {
        return failures > most ? Optional.empty() : Optional.of(last.plus(wait(failures)));
    }

    private Duration wait(int failures) {
        Duration longest = delay.compareTo(LONGEST) > 0 ? delay : LONGEST;
        Duration wait = delay;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
