package hie.api.setting;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one setting of a host class. A class has its own settings and those of its superclasses; a declaration nearer
 * to the class replaces one of the same name.
 */
@Documented
@Repeatable(Settings.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Setting {

    /** The name, as IRIS users know it where IRIS has the setting; case-sensitive. */
    String name();

    /** Another name it is accepted under; it is exported under {@link #name()}. Empty for none. */
    String alias() default "";

    SettingType type();

    /** The value when none is given; empty for none. */
    String defaultValue() default "";

    /** Whether an item without a value (and without a default) is refused. */
    boolean required() default false;

    /** The unit of a number, for example {@code s} or {@code bytes}; empty for none. */
    String unit() default "";

    /** Smallest number accepted; when nothing is said of a {@link SettingType#INTEGER}, the smallest {@code int}. */
    long min() default Long.MIN_VALUE;

    /** Largest number accepted; when nothing is said of a {@link SettingType#INTEGER}, the largest {@code int}. */
    long max() default Long.MAX_VALUE;

    /** The values accepted by a {@link SettingType#CHOICE}. */
    String[] choices() default {};

    /** Checks texts that follow a grammar of their own, wherever the setting is checked; by default nothing more is checked. */
    Class<? extends SettingSyntax> syntax() default SettingSyntax.Any.class;

    /** Which part of the host it belongs to: the host itself or its adapter. */
    SettingTarget target() default SettingTarget.HOST;

    /** One sentence that an operator understands. */
    String description();
}
