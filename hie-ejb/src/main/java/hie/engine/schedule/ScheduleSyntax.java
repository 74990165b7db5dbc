package hie.engine.schedule;

import hie.api.setting.SettingSyntax;
import java.util.Optional;

/** The grammar of the Schedule setting. */
public final class ScheduleSyntax implements SettingSyntax {

    @Override
    public Optional<String> fault(String value) {
        try {
            Schedule.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
