package hie.engine.rule;

import java.util.List;

/**
 * A step of a rule. A disabled step does nothing, and neither does what it encloses.
 *
 * <p>{@code line} is where it begins in its document, from 1; 0 when it was not read from one.
 */
public sealed interface Step {

    boolean disabled();

    int line();

    /** Its steps are taken when the condition holds and none of the {@code when}s right before it did. */
    record When(String condition, List<Step> steps, boolean disabled, int line) implements Step {
        public When {
            steps = List.copyOf(steps);
        }
    }

    /** Its steps are taken when none of the {@code when}s right before it held. */
    record Otherwise(List<Step> steps, boolean disabled, int line) implements Step {
        public Otherwise {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Sends the message, transformed by each transform in turn, to every target.
     *
     * @param transforms may be empty
     * @param priority an expression that makes 0 (first) to 9; empty for the priority that the message has
     */
    record Send(List<String> targets, List<String> transforms, String priority, boolean disabled, int line)
            implements Step {
        public Send {
            targets = List.copyOf(targets);
            transforms = List.copyOf(transforms);
        }

        /** With the priority that the message has. */
        public Send(List<String> targets, List<String> transforms, boolean disabled, int line) {
            this(targets, transforms, "", disabled, line);
        }
    }

    /** Says that the message goes nowhere. The rules go on. */
    record Delete(boolean disabled, int line) implements Step {}

    /**
     * Has another rule document decide as well; then the rules go on.
     *
     * @param transforms what is done to the message before; may be empty
     */
    record Delegate(String rules, List<String> transforms, boolean disabled, int line) implements Step {
        public Delegate {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * Ends the rule set.
     *
     * @param value an expression, for the log; empty for none
     */
    record Return(String value, boolean disabled, int line) implements Step {}

    /**
     * Gives a property a value.
     *
     * @param property a name of the rules' own, which later steps can read
     * @param value an expression
     */
    record Assign(String property, String value, boolean disabled, int line) implements Step {}

    /**
     * Writes a value to the rule log.
     *
     * @param value an expression
     */
    record Trace(String value, boolean disabled, int line) implements Step {}

    /**
     * Writes a value to the rule log, as {@link Trace} does; IRIS lets users turn these off.
     *
     * @param value an expression
     */
    record Debug(String value, boolean disabled, int line) implements Step {}

    /**
     * Takes its steps for each occurrence of a segment or group.
     *
     * @param path where, with empty brackets for what is counted: {@code HL7.{ORCgrp().OBXgrp()}}
     * @param key the name by which its steps read the number of the occurrence, from 1
     */
    record Foreach(String path, String key, List<Step> steps, boolean disabled, int line) implements Step {
        public Foreach {
            steps = List.copyOf(steps);
        }
    }

    /** A note for people. */
    record Comment(String text, boolean disabled, int line) implements Step {}
}
