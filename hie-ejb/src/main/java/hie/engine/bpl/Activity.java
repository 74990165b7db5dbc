package hie.engine.bpl;

import java.util.List;

/**
 * An activity of a process. A disabled one does nothing, and neither does what it encloses.
 *
 * <p>{@code name} is for people, and for {@link Sync}; {@code line} is where it begins in its document, from 1; 0 when it was not read from
 * one.
 */
public sealed interface Activity {

    String name();

    boolean disabled();

    int line();

    /**
     * Gives a value.
     *
     * @param property {@code context.NAME}, {@code response} or {@code callrequest}, or a place in one of these: {@code callrequest.{PID:3}}
     * @param value the name of a message, or an expression
     */
    record Assign(String property, String value, String name, boolean disabled, int line) implements Activity {}

    /**
     * Sends a message to an item.
     *
     * @param isAsync whether the process goes on meanwhile; a {@link Sync} waits for the reply
     * @param timeout an expression: how long to wait, in seconds or as {@code PT5S}; empty for the item's CallTimeout
     * @param request makes {@code callrequest}
     * @param response takes {@code callresponse}, once it is there
     */
    record Call(
            String name,
            String target,
            boolean isAsync,
            String timeout,
            List<Assign> request,
            List<Assign> response,
            boolean disabled,
            int line)
            implements Activity {
        public Call {
            request = List.copyOf(request);
            response = List.copyOf(response);
        }
    }

    /**
     * Waits for the replies to asynchronous calls.
     *
     * @param calls their names
     */
    record Sync(List<String> calls, String timeout, String name, boolean disabled, int line) implements Activity {
        public Sync {
            calls = List.copyOf(calls);
        }
    }

    /** The first of its cases that holds is taken. */
    record Choose(String name, List<Case> cases, boolean disabled, int line) implements Activity {
        public Choose {
            cases = List.copyOf(cases);
        }
    }

    /**
     * One way of a choice.
     *
     * @param condition an expression; empty for the way that is taken when no other is
     */
    record Case(String condition, String name, List<Activity> activities, int line) {
        public Case {
            activities = List.copyOf(activities);
        }
    }

    /** Repeats its activities as long as the condition holds. */
    record While(String condition, String name, List<Activity> activities, boolean disabled, int line)
            implements Activity {
        public While {
            activities = List.copyOf(activities);
        }
    }

    /**
     * Makes a message of another.
     *
     * @param transform a transform of the project
     */
    record Transform(String transform, String source, String target, String name, boolean disabled, int line)
            implements Activity {}

    /**
     * Asks a rule set about the request.
     *
     * @param result {@code context.NAME}, which gets what the rule set returns; empty for nothing
     */
    record AskRule(String rules, String result, String name, boolean disabled, int line) implements Activity {}

    /** A line in the trace. */
    record Trace(String value, String name, boolean disabled, int line) implements Activity {}

    /** A text for the item {@code Ens.Alert}, when the process is connected to it; a line in the trace in any case. */
    record Alert(String value, String name, boolean disabled, int line) implements Activity {}

    /**
     * Waits.
     *
     * @param duration an expression, in seconds or as {@code PT5S}
     */
    record Delay(String duration, String name, boolean disabled, int line) implements Activity {}

    /** Settles what the process's caller is answered: {@code response} as it is now. */
    record Reply(String name, boolean disabled, int line) implements Activity {}

    /** Activities under a name, for people. */
    record Sequence(String name, List<Activity> activities, boolean disabled, int line) implements Activity {
        public Sequence {
            activities = List.copyOf(activities);
        }
    }

    /** A note for people. */
    record Comment(String text, boolean disabled, int line) implements Activity {
        @Override
        public String name() {
            return "";
        }
    }
}
