package hie.engine.mirth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which destinations of a channel are waited for, and whose reply its sender gets. */
final class ChannelReplies {

    /** The value of {@code responseVariable} for what the postprocessor returns. */
    static final String POSTPROCESSOR = "Postprocessor";

    private static final Pattern READS =
            Pattern.compile("\\bresponseMap\\b(?!\\s*\\.\\s*put\\b)|\\$r\\s*\\([^,()]*\\)");
    private static final List<String> ANSWERING = List.of("HTTP Listener", "TCP Listener");

    private final String answers;
    private final boolean areRead;

    private ChannelReplies(String answers, boolean areRead) {
        this.answers = answers;
        this.areRead = areRead;
    }

    static ChannelReplies of(
            Connector from, String code, List<Connector> destinations, Optional<ScriptPart> postprocessor) {
        String variable = from.property(ConnectorMaps.ANSWERS).orElse("");
        String all = code + postprocessor.map(ScriptPart::code).orElse("");
        boolean isDestination =
                destinations.stream().anyMatch(one -> one.enabled() && variable.equals("d" + one.number()));
        boolean isKnown = isDestination
                || variable.equals(POSTPROCESSOR) && postprocessor.isPresent()
                || puts(variable).matcher(all).find();
        String answers = isKnown && ANSWERING.contains(from.transport()) ? variable : "";
        return new ChannelReplies(
                answers,
                isDestination && !answers.isEmpty() || READS.matcher(all).find());
    }

    /** A script that says itself what its sender gets. */
    private static Pattern puts(String variable) {
        return Pattern.compile(
                "(\\bresponseMap\\s*\\.\\s*put|\\$r)\\s*\\(\\s*['\"]" + Pattern.quote(variable) + "['\"]\\s*,");
    }

    /** {@link #POSTPROCESSOR}, or a name in {@code responseMap}; empty when the sender is answered as elsewhere in HIE. */
    String answers() {
        return answers;
    }

    /** Whether scripts, or the sender, look at what destinations reply. */
    boolean areRead() {
        return areRead;
    }

    /** Whether a destination is waited for. What looks at a reply that nobody gives is told. */
    boolean areWaitedFor(ChannelPlace place, ChannelNotes notes) {
        List<ScriptPart> steps = place.script().answered();
        String name = place.connector().name();
        Optional<ScriptPart> refused =
                steps.stream().filter(ScriptPart::isRefused).findFirst();
        String why = place.canBeAsked()
                ? refused.map(part -> "one of these steps cannot be run").orElse("")
                : "nobody there can be asked: the destination is disabled, a stub, or not connected; "
                        + "bring that in order, or import the channel that it writes to as well";
        for (ScriptPart step : steps) {
            notes.steps.count(why.isEmpty());
            if (!why.isEmpty()) {
                notes.refuse("response transformer of " + name, step.label(), step.isRefused() ? step.why() : why);
            }
        }
        if (steps.isEmpty() && areRead && !why.isEmpty() && place.connector().enabled()) {
            notes.refuse("destination " + name, "reply", "a script or the sender reads it, but " + why);
        }
        return why.isEmpty() && (areRead || !steps.isEmpty());
    }
}
