package hie.engine.schedule;

import hie.api.setting.SettingSyntax;
import java.util.Optional;

/** The grammar of the Schedule setting. Whether there is a specification of a name, only the project can tell. */
public final class ScheduleSyntax implements SettingSyntax {

    private static final String ANY_DAY = "*-*-*";

    @Override
    public Optional<String> fault(String value) {
        if (value.startsWith("@")) {
            return value.length() > 1 ? Optional.empty() : Optional.of("'@' names no schedule (expected: @NAME)");
        }
        return SettingSyntax.faultOf(() -> Schedule.parse(value, name -> ANY_DAY));
    }
}
