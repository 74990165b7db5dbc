package hie.engine.schedule;

import hie.api.setting.SettingSyntax;
import java.util.Optional;

/** The grammar of the Schedule setting. Whether there is a specification of a name, only the project can tell. */
public final class ScheduleSyntax implements SettingSyntax {

    @Override
    public Optional<String> fault(String value) {
        if (Schedule.isNamed(value)) {
            return value.length() > 1 ? Optional.empty() : Optional.of("'@' names no schedule (expected: @NAME)");
        }
        try {
            Schedule.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
