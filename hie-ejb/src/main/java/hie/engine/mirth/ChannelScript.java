package hie.engine.mirth;

import hie.engine.script.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The script that a filter and a transformer become, in the making. Each part is compiled by itself and its names are looked for: what the
 * sandbox does not take stands in the script as a comment, and an error in its place, so that no message goes on as if it had been done.
 */
final class ChannelScript {

    private final List<String> head = new ArrayList<>();
    private final List<ScriptPart> rules = new ArrayList<>();
    private final List<ScriptPart> steps = new ArrayList<>();
    private ScriptPart preprocessor;

    void head(String line) {
        head.add(line);
    }

    void preprocessor(ScriptPart part) {
        preprocessor = part;
    }

    void rules(List<ScriptPart> parts) {
        rules.addAll(parts);
    }

    void steps(List<ScriptPart> parts) {
        steps.addAll(parts);
    }

    boolean isNeeded() {
        return preprocessor != null || !rules.isEmpty() || !steps.isEmpty();
    }

    /** Asks the engine what it takes. */
    void check(Libraries libraries) {
        Set<String> known = new HashSet<>(Script.knownNames());
        known.addAll(libraries.names());
        steps.forEach(step -> known.addAll(Script.declaredNames(step.code())));
        rules.replaceAll(rule -> checked(rule, known));
        steps.replaceAll(step -> checked(step, known));
        if (preprocessor != null) {
            preprocessor = checked(preprocessor, known);
        }
    }

    private static ScriptPart checked(ScriptPart part, Set<String> known) {
        if (part.isRefused()) {
            return part;
        }
        List<String> faults = Script.faults("part", part.code());
        if (!faults.isEmpty()) {
            return part.refused(faults.getFirst());
        }
        Set<String> unknown = Script.unknownNames(part.code(), known);
        return unknown.isEmpty()
                ? part
                : part.refused("it uses " + String.join(", ", unknown) + ", which scripts do not have here");
    }

    List<ScriptPart> refused() {
        List<ScriptPart> all = new ArrayList<>(rules);
        all.addAll(steps);
        if (preprocessor != null) {
            all.add(preprocessor);
        }
        return all.stream().filter(ScriptPart::isRefused).toList();
    }

    List<ScriptPart> rules() {
        return rules;
    }

    List<ScriptPart> steps() {
        return steps;
    }

    ScriptPart preprocessor() {
        return preprocessor;
    }

    String text(Libraries libraries) {
        StringBuilder text = new StringBuilder();
        head.stream()
                .filter(line -> line.startsWith("//"))
                .forEach(line -> text.append(line).append('\n'));
        for (String library : libraries.needed(allCode())) {
            text.append("include(").append(ScriptParts.quoted(library)).append(");\n");
        }
        head.stream()
                .filter(line -> !line.startsWith("//"))
                .forEach(line -> text.append(line).append('\n'));
        if (preprocessor != null) {
            text.append("\n// preprocessor\n").append(body(preprocessor, "var preprocessed = (function () {", "})();"));
            if (!preprocessor.isRefused()) {
                text.append("if (preprocessed !== undefined) message = preprocessed;\n");
            }
        }
        filter(text);
        for (ScriptPart step : steps) {
            text.append("\n// ")
                    .append(step.label())
                    .append(step.enabled() ? "" : ", disabled")
                    .append('\n');
            text.append(step.enabled() ? body(step, "", "") : comment(step.original()));
        }
        return text.toString();
    }

    private String allCode() {
        StringBuilder all = new StringBuilder();
        List<ScriptPart> parts = new ArrayList<>(rules);
        parts.addAll(steps);
        if (preprocessor != null) {
            parts.add(preprocessor);
        }
        parts.stream()
                .filter(part -> !part.isRefused() && part.enabled())
                .forEach(
                        part -> all.append("(function () {").append(part.code()).append("\n})();\n"));
        return all.toString();
    }

    private void filter(StringBuilder text) {
        StringBuilder condition = new StringBuilder();
        int number = 0;
        for (ScriptPart rule : rules) {
            number++;
            text.append("\n// ")
                    .append(rule.label())
                    .append(rule.enabled() ? "" : ", disabled")
                    .append('\n');
            if (!rule.enabled()) {
                text.append(comment(rule.original()));
                continue;
            }
            text.append(body(rule, "var rule" + number + " = function () {", "};"));
            condition
                    .append(condition.isEmpty() ? "" : rule.operator().equals("OR") ? " || " : " && ")
                    .append("rule")
                    .append(number)
                    .append("()");
        }
        if (!condition.isEmpty()) {
            text.append("if (!(").append(condition).append(")) return false;\n");
        }
    }

    private static String body(ScriptPart part, String before, String after) {
        String code = part.isRefused()
                ? comment("not translated: " + part.why() + "\n" + part.original()) + "throw new Error("
                        + ScriptParts.quoted(part.label() + " was not translated") + ");\n"
                : ended(part.code().strip());
        return before.isEmpty()
                ? code
                : part.isRefused() && after.equals("})();") ? code : before + "\n" + code + after + "\n";
    }

    /** What follows is not to be read as its continuation. */
    private static String ended(String code) {
        return code + (code.endsWith(";") || code.endsWith("}") ? "\n" : "\n;\n");
    }

    private static String comment(String text) {
        return text.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("[\\u2028\\u2029]")))
                .map(line -> "// " + line + "\n")
                .reduce("", String::concat);
    }
}
