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

    private static final Set<String> JAVA = Set.of(
            "java", "javax", "Packages", "com", "org", "importPackage", "importClass", "JavaAdapter", "JavaImporter");

    private final List<String> head = new ArrayList<>();
    private final List<ScriptPart> rules = new ArrayList<>();
    private final List<ScriptPart> steps = new ArrayList<>();
    private final List<ScriptPart> answered = new ArrayList<>();
    private final String title;
    private ScriptPart preprocessor;

    /**
     * An empty one.
     *
     * @param title a line for people
     */
    ChannelScript(String title) {
        this.title = title.replaceAll("\\R", " ");
    }

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

    /** The steps that look at the reply. */
    void answered(List<ScriptPart> parts) {
        answered.addAll(parts);
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
        answered.forEach(step -> known.addAll(Script.declaredNames(step.code())));
        answered.replaceAll(step -> checked(step, known));
    }

    /** A part, refused when the engine does not take it as the body of a function. */
    static ScriptPart checked(ScriptPart part, Set<String> known) {
        if (part.isRefused()) {
            return part;
        }
        List<String> faults = Script.faults("part", "(function () {" + part.code() + "\n});");
        if (!faults.isEmpty()) {
            return part.refused(faults.getFirst());
        }
        Set<String> unknown = Script.unknownNames(part.code(), known);
        if (unknown.isEmpty()) {
            return part;
        }
        boolean isJava = unknown.stream().anyMatch(JAVA::contains);
        return part.refused("it uses " + String.join(", ", unknown) + ", which scripts do not have here; "
                + (isJava
                        ? "Java is out of their reach: write what it does in JavaScript, or a host class of your own"
                        : "if a code template has it, import its library as well"));
    }

    /** Of all parts but those that look at the reply. */
    List<ScriptPart> refused() {
        return parts().stream().filter(ScriptPart::isRefused).toList();
    }

    private List<ScriptPart> parts() {
        List<ScriptPart> all = new ArrayList<>(rules);
        all.addAll(steps);
        if (preprocessor != null) {
            all.add(preprocessor);
        }
        return all;
    }

    List<ScriptPart> rules() {
        return rules;
    }

    List<ScriptPart> steps() {
        return steps;
    }

    List<ScriptPart> answered() {
        return answered;
    }

    ScriptPart preprocessor() {
        return preprocessor;
    }

    /** What there is to be run. */
    String code() {
        List<ScriptPart> all = parts();
        all.addAll(answered);
        return ScriptText.code(all);
    }

    /** The whole script of an item that has it for itself. */
    String text(Libraries libraries) {
        return opening(libraries, code()) + body("return false;");
    }

    /** Its first lines: what it is, and the libraries that some code needs. */
    String opening(Libraries libraries, String code) {
        StringBuilder text = new StringBuilder("// " + title + "\n");
        if (libraries.readsConfiguration(code)) {
            text.append("// $cfg and configurationMap read the lookup table " + Libraries.CONFIGURATION + "\n");
        }
        for (String library : libraries.needed("(function () {" + code + "\n})();")) {
            text.append("include(").append(ScriptParts.quoted(library)).append(");\n");
        }
        return text.toString();
    }

    /**
     * Its statements.
     *
     * @param filtered what is done with a message that the filter does not accept
     */
    String body(String filtered) {
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append(line).append('\n'));
        if (preprocessor != null && preprocessor.isRefused()) {
            text.append("\n// preprocessor\n").append(ScriptText.statements(preprocessor));
        } else if (preprocessor != null) {
            text.append("\n// preprocessor\nvar preprocessed = (")
                    .append(ScriptText.function(preprocessor))
                    .append(")();\nif (preprocessed !== undefined) message = preprocessed;\n");
        }
        filter(text, filtered);
        return text + ScriptText.steps(steps);
    }

    private void filter(StringBuilder text, String filtered) {
        StringBuilder condition = new StringBuilder();
        int number = 0;
        for (ScriptPart rule : rules) {
            number++;
            text.append(ScriptText.heading(rule));
            if (!rule.enabled()) {
                text.append(ScriptText.comment(rule.original()));
                continue;
            }
            text.append("var rule")
                    .append(number)
                    .append(" = ")
                    .append(ScriptText.function(rule))
                    .append(";\n");
            condition
                    .append(condition.isEmpty() ? "" : rule.operator().equals("OR") ? " || " : " && ")
                    .append("rule")
                    .append(number)
                    .append("()");
        }
        if (!condition.isEmpty()) {
            text.append("if (!(")
                    .append(condition)
                    .append(")) ")
                    .append(filtered)
                    .append('\n');
        }
    }
}
