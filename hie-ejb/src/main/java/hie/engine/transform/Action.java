package hie.engine.transform;

import java.util.List;

/**
 * An action of a transform. A disabled one does nothing, and neither does what it encloses.
 *
 * <p>{@code line} is where it begins in its document, from 1; 0 when it was not read from one.
 */
public sealed interface Action {

    boolean disabled();

    int line();

    /**
     * Gives a value to a place in the target, or to a variable.
     *
     * @param property {@code target.{PATH}}, or a variable's name
     * @param value an expression
     */
    record Set(String property, String value, boolean disabled, int line) implements Action {}

    /**
     * Puts a value behind the last of a list.
     *
     * @param property {@code target.PATH}, or a path in a variable
     * @param value an expression
     */
    record Append(String property, String value, boolean disabled, int line) implements Action {}

    /**
     * Puts a value before what is at a place of a list, which moves on with all behind it.
     *
     * @param property {@code target.PATH(NUMBER)}, or a path in a variable
     * @param value an expression
     */
    record Insert(String property, String value, boolean disabled, int line) implements Action {}

    /**
     * Takes a segment, or a field's or component's value, away from the target.
     *
     * @param property {@code target.{PATH}}
     */
    record Remove(String property, boolean disabled, int line) implements Action {}

    /** Its actions are taken when the condition holds and none of the {@code when}s right before it did. */
    record When(String condition, List<Action> actions, boolean disabled, int line) implements Action {
        public When {
            actions = List.copyOf(actions);
        }
    }

    /** Its actions are taken when none of the {@code when}s right before it held. */
    record Otherwise(List<Action> actions, boolean disabled, int line) implements Action {
        public Otherwise {
            actions = List.copyOf(actions);
        }
    }

    /**
     * Takes its actions for each occurrence of a segment, group or repetition.
     *
     * @param path where, with empty brackets for what is counted: {@code source.{ORCgrp()}}
     * @param key the name by which its actions read the number of the occurrence, from 1
     */
    record Foreach(String path, String key, List<Action> actions, boolean disabled, int line) implements Action {
        public Foreach {
            actions = List.copyOf(actions);
        }
    }

    /** Leaves the loop that is around it. */
    record Break(boolean disabled, int line) implements Action {}

    /**
     * Takes the actions of another transform.
     *
     * @param source what it reads, an expression; empty for the same source
     * @param target what it makes: a place, a segment or a variable; empty for the same target
     */
    record Subtransform(String name, String source, String target, boolean disabled, int line) implements Action {}

    /** Writes a line to the rule log; of a value that comes from the message only that there is one. */
    record Trace(String value, boolean disabled, int line) implements Action {}

    /** Ends the work: the message fails, and the error says the value, unless that comes from the message. */
    record Fail(String value, boolean disabled, int line) implements Action {}

    /** Actions under a name, for people. */
    record Group(String name, List<Action> actions, boolean disabled, int line) implements Action {
        public Group {
            actions = List.copyOf(actions);
        }
    }

    /** A program in another language. It is kept and cannot be run: a transform that has one, not disabled, is refused. */
    record Code(String text, boolean disabled, int line) implements Action {}

    /** A note for people. */
    record Comment(String text, boolean disabled, int line) implements Action {}
}
