package hie.engine.mirth;

import hie.engine.script.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes parts of scripts: what is refused as a comment, with an error in its place. */
final class ScriptText {

    private static final Pattern RETURN = Pattern.compile("\\breturn\\b");
    private static final Set<String> MESSAGE = Set.of("msg", "tmp", "message");

    private ScriptText() {}

    /** A part's statements. */
    static String statements(ScriptPart part) {
        return part.isRefused()
                ? comment("not translated: " + part.why() + "\n" + part.original()) + "throw new Error("
                        + ScriptParts.quoted(part.label() + " was not translated") + ");\n"
                : ended(part.code().strip());
    }

    /** A part as a function of its own. */
    static String function(ScriptPart part) {
        return "function () {\n" + statements(part) + "}";
    }

    /** Steps, one after the other. In Mirth they stand in one function: where that shows, they do so here. */
    static String steps(List<ScriptPart> steps) {
        String all = steps.stream()
                .map(step -> heading(step) + (step.enabled() ? statements(step) : comment(step.original())))
                .collect(Collectors.joining());
        String code = code(steps);
        boolean hides = Script.declaredNames(code).stream().anyMatch(MESSAGE::contains);
        boolean returns = RETURN.matcher(code.replace(StepCode.ATTEMPT, "")).find();
        if (!hides && !returns) {
            return all;
        }
        String note = hides
                ? "// As in Mirth: 'var' makes msg, tmp or message another one, and what goes on stays as it is.\n"
                : "";
        return "\n" + note + "(function () {\n" + all + "})();\n";
    }

    /** What is there to be run, for those who look for names in it. */
    static String code(List<ScriptPart> parts) {
        return parts.stream()
                .filter(part -> part.enabled() && !part.isRefused())
                .map(part -> part.code() + "\n;\n")
                .collect(Collectors.joining());
    }

    static String heading(ScriptPart part) {
        return "\n// " + part.label() + (part.enabled() ? "\n" : ", disabled\n");
    }

    static String comment(String text) {
        return text.lines()
                .flatMap(line -> Arrays.stream(line.split("[\\u2028\\u2029]")))
                .map(line -> "// " + line + "\n")
                .collect(Collectors.joining());
    }

    /** What follows is not to be read as its continuation. */
    private static String ended(String code) {
        return code + (code.endsWith(";") || code.endsWith("}") ? "\n" : "\n;\n");
    }
}
