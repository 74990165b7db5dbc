package hie.engine.expression;

import java.math.BigDecimal;
import java.math.MathContext;

/** Text as numbers, and numbers as text, as ObjectScript has them: what begins with a number counts as that, all else as 0. */
final class Numbers {

    static final MathContext PRECISION = MathContext.DECIMAL128;

    /** Longer numbers are none that a message means. */
    private static final int MOST_DIGITS = 40;

    private Numbers() {}

    static BigDecimal of(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
            if (at > 1) {
                return BigDecimal.ZERO;
            }
        }
        int begin = at;
        boolean point = false;
        int digits = 0;
        for (; at < text.length() && digits <= MOST_DIGITS; at++) {
            char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return BigDecimal.ZERO;
        }
        String number = text.substring(begin, at);
        BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
        return text.charAt(0) == '-' ? value.negate() : value;
    }

    static int whole(String text) {
        BigDecimal number = of(text);
        return number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                ? Integer.MAX_VALUE
                : number.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0 ? Integer.MIN_VALUE : number.intValue();
    }

    static boolean isTrue(String text) {
        return text.length() == 1 ? text.charAt(0) >= '1' && text.charAt(0) <= '9' : of(text).signum() != 0;
    }

    /** Without needless zeros, not even before the point. */
    static String text(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        String plain = number.stripTrailingZeros().toPlainString();
        if (plain.startsWith("0.")) {
            return plain.substring(1);
        }
        return plain.startsWith("-0.") ? "-" + plain.substring(2) : plain;
    }

    static String text(boolean holds) {
        return holds ? "1" : "0";
    }
}
