package hie.engine.bpl;

import java.util.List;

/**
 * A business process as it is written.
 *
 * @param request the class of its requests in IRIS, for people
 * @param response the class of its responses in IRIS, for people
 * @param context its variables
 */
public record ProcessDefinition(String request, String response, List<Variable> context, List<Activity> activities) {

    public ProcessDefinition {
        context = List.copyOf(context);
        activities = List.copyOf(activities);
    }

    /**
     * A variable of one run.
     *
     * @param isMessage whether it holds a message; else a text
     * @param value an expression for the text that it begins with; empty for none
     */
    public record Variable(String name, boolean isMessage, String value, int line) {}
}
