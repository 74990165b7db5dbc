package hie.engine.script;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import org.mozilla.javascript.Context;

/** Dates as texts by the patterns of {@link SimpleDateFormat}, in the server's time zone. */
final class Dates {

    private static final int LONGEST = 200;

    private Dates() {}

    /** Pattern and milliseconds since 1970. */
    static Object text(Object[] args) {
        return format(HostFunction.text(args, 0)).format(new Date((long) Context.toNumber(args[1])));
    }

    /** Pattern and text; in milliseconds since 1970. */
    static Object number(Object[] args) {
        try {
            return (double) format(HostFunction.text(args, 0))
                    .parse(HostFunction.text(args, 1))
                    .getTime();
        } catch (ParseException e) {
            throw new Refused("the date is not as its pattern says");
        }
    }

    private static SimpleDateFormat format(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new Refused("the date's pattern is too long");
        }
        try {
            return new SimpleDateFormat(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new Refused("the date's pattern is none");
        }
    }
}
