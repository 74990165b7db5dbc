package hie.engine.iris;

import hie.api.host.ProjectDocuments;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import hie.engine.rule.Constraint;
import hie.engine.rule.Rule;
import hie.engine.rule.RuleDefinition;
import hie.engine.rule.RuleLibrary;
import hie.engine.rule.RuleSet;
import hie.engine.rule.RuleText;
import hie.engine.rule.RuleTextException;
import hie.engine.rule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates one {@code <ruleDefinition>}. What the engine takes is not judged here: the engine itself is asked, and what it refuses
 * is refused where it stands, until it takes the rest. A rule set with such a place is not what it was; {@link #isWhole} says so.
 */
final class RuleImport {

    private static final Pattern NEEDED =
            Pattern.compile("there is no (list|schedule|rule set) '([^']*)'[^(]*\\(([^()]*)\\)");

    private static final Pattern FAULT = Pattern.compile(", line (\\d+): (.*)", Pattern.DOTALL);

    private final IrisBundle.Definition source;
    private final String document;
    private final Context context;
    private final ImportFaults faults = new ImportFaults();
    private RuleTranslation translation;
    private String text;

    /**
     * What is around a rule definition.
     *
     * @param documents the texts that rules may name: lookup tables, and something in the place of every other rule set
     * @param target the item in HIE that a name of IRIS means; empty when there is none
     */
    record Context(Map<ProjectDocuments.Key, String> documents, Function<String, Optional<String>> target) {}

    /**
     * @param document the name that the rule set gets
     */
    RuleImport(IrisBundle.Definition source, String document, Context context) {
        this.source = source;
        this.document = document;
        this.context = context;
        translate();
    }

    private void translate() {
        int known = -1;
        while (known < faults.size()) {
            known = faults.size();
            translation = new RuleTranslation(source, faults, context.target());
            text = RuleText.write(translation.definition());
            check();
        }
    }

    private void check() {
        List<Integer> lines = lines();
        Map<ProjectDocuments.Key, String> all = new HashMap<>(context.documents());
        all.put(new ProjectDocuments.Key(ProjectDocuments.RULES, document), text);
        for (String fault : new RuleLibrary(ProjectDocuments.of(all)).faults(document)) {
            Matcher where = FAULT.matcher(fault);
            int unit = where.find() ? lines.indexOf(Integer.parseInt(where.group(1))) : -1;
            XmlNode node = unit < 0 ? null : translation.units().get(unit);
            if (node == null || !faults.add(node, where.group(2))) {
                throw new ImportSyntaxException("the engine does not take what it became: " + fault);
            }
        }
    }

    /** Where each rule and step of the text begins, in order. */
    private List<Integer> lines() {
        RuleDefinition read;
        try {
            read = RuleText.read(text);
        } catch (RuleTextException e) {
            throw new ImportSyntaxException("the engine does not read what it became: " + e.getMessage(), e);
        }
        List<Integer> lines = new ArrayList<>();
        for (RuleSet set : read.sets()) {
            for (Rule rule : set.rules()) {
                lines.add(rule.line());
                lines(rule.steps(), lines);
            }
        }
        return lines;
    }

    private static void lines(List<Step> steps, List<Integer> lines) {
        for (Step step : steps) {
            lines.add(step.line());
            switch (step) {
                case Step.When when -> lines(when.steps(), lines);
                case Step.Otherwise otherwise -> lines(otherwise.steps(), lines);
                case Step.Foreach each -> lines(each.steps(), lines);
                default -> {}
            }
        }
    }

    String document() {
        return document;
    }

    String text() {
        return text;
    }

    RuleFindings findings() {
        return translation.findings();
    }

    /** What conditions and values ask for and the files do not hold, with where it belongs. */
    Set<String> missing() {
        Set<String> missing = new LinkedHashSet<>();
        for (ImportReport.Refusal refusal : translation.findings().refused) {
            Matcher named = NEEDED.matcher(refusal.why());
            if (named.find()) {
                missing.add(named.group(1) + " " + named.group(2) + " (" + named.group(3) + ")");
            }
        }
        return missing;
    }

    /** Whether all of it was translated and can run. */
    boolean isWhole() {
        return faults.size() == 0 && translation.findings().isWhole();
    }

    IrisReport.Rules report() {
        RuleFindings found = translation.findings();
        return new IrisReport.Rules(
                source.name(),
                source.file(),
                document,
                found.rules.counts(),
                found.conditions.counts(),
                found.actions.counts(),
                found.waiting);
    }

    /** Why there is a rule set without a rule in the place of one that the files do not hold. */
    static final String NOT_THERE = "the rules were not among the imported files";

    /** A rule set without a rule, in the place of one that is not there or could not be translated. */
    static String placeholder(String why) {
        Step note = new Step.Comment(why, false, 0);
        return RuleText.write(new RuleDefinition(
                "",
                "",
                "",
                "",
                List.of(new RuleSet(
                        "", "", "", List.of(new Rule("not imported", true, Constraint.NONE, List.of(note), 0)), 0))));
    }
}
