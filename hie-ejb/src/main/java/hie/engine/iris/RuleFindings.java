package hie.engine.iris;

import hie.engine.imports.ImportReport;
import hie.engine.imports.Tally;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found, counted and refused while a rule definition was translated. */
final class RuleFindings {

    /** The items that the rules send to, by their names in HIE. */
    final Set<String> targets = new LinkedHashSet<>();

    /** The items that the rules name and nobody knows. */
    final Set<String> missingTargets = new LinkedHashSet<>();

    /** The rule definitions that the rules delegate to or ask. */
    final Set<String> delegates = new LinkedHashSet<>();

    final List<ImportReport.Refusal> refused = new ArrayList<>();
    final Tally rules = new Tally();
    final Tally conditions = new Tally();
    final Tally actions = new Tally();

    /** Of the translated actions, those that do nothing until their transform or the schema of their rule is there. */
    int waiting;

    /** Where the translation is, for what it refuses. */
    String place = "";

    void refuse(String what, String why) {
        refused.add(new ImportReport.Refusal(place, what, why));
    }

    boolean isWhole() {
        return refused.isEmpty() && missingTargets.isEmpty();
    }
}
