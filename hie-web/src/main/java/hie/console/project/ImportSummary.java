package hie.console.project;

import hie.engine.imports.ImportReport;
import hie.engine.iris.IrisReport;
import hie.engine.mirth.MirthReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What the files of an import hold and what becomes of it, in the same words for every origin.
 *
 * @param lines what was counted, by what it stands in
 * @param refused what was not taken over, or waits; the first {@value #MOST_SHOWN} of it
 * @param left how much more was refused
 * @param notes what was set, renamed, missing or has to be supplied
 */
public record ImportSummary(
        ImportReport.Verdict verdict,
        int files,
        List<Line> lines,
        List<ImportReport.Refusal> refused,
        int left,
        List<Note> notes) {

    private static final int MOST_SHOWN = 500;

    /** What is counted. */
    public enum Counted {
        ITEMS,
        SETTINGS,
        RULES,
        CONDITIONS,
        ACTIONS,
        ACTIVITIES,
        ENTRIES,
        SEGMENTS,
        CONNECTORS,
        FILTERS,
        STEPS,
        SCRIPTS,
        PROPERTIES,
        TEMPLATES
    }

    /** What a note is about. */
    public enum Kind {
        STUB,
        MISSING,
        RENAMED,
        DEFAULT,
        SUPPLY
    }

    /**
     * One count.
     *
     * @param name of the production, rule set, transform, channel, …
     * @param taken what was taken over; {@code waiting} of it do nothing until something else is there
     */
    public record Line(String name, Counted counted, int found, int taken, int waiting) {

        public int getRest() {
            return found - taken;
        }
    }

    /** Something that whoever imports should know. */
    public record Note(Kind kind, String where, String what) {}

    private static ImportSummary of(
            ImportReport.Verdict verdict,
            int files,
            List<Line> lines,
            List<ImportReport.Refusal> refused,
            List<Note> notes) {
        int shown = Math.min(MOST_SHOWN, refused.size());
        return new ImportSummary(verdict, files, lines, refused.subList(0, shown), refused.size() - shown, notes);
    }

    static ImportSummary of(IrisReport report) {
        List<Line> lines = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (IrisReport.Production production : report.productions()) {
            lines.add(items(production.name(), Counted.ITEMS, production.items()));
            IrisReport.Settings settings = production.settings();
            lines.add(new Line(production.name(), Counted.SETTINGS, settings.found(), settings.mapped(), 0));
            notes(production.stubs(), production.renamed(), production.defaults(), production.supply(), notes);
            production.missing().forEach(missing -> notes.add(new Note(Kind.MISSING, missing.where(), missing.what())));
        }
        for (IrisReport.Rules rules : report.rules()) {
            lines.add(counts(rules.name(), Counted.RULES, rules.rules(), 0));
            lines.add(counts(rules.name(), Counted.CONDITIONS, rules.conditions(), 0));
            lines.add(counts(rules.name(), Counted.ACTIONS, rules.actions(), rules.waiting()));
        }
        report.transforms()
                .forEach(made -> lines.add(counts(made.name(), Counted.ACTIONS, made.actions(), made.waiting())));
        report.bpl().forEach(made -> lines.add(counts(made.name(), Counted.ACTIVITIES, made.activities(), 0)));
        report.tables().forEach(made -> lines.add(whole(made.name(), Counted.ENTRIES, made.entries())));
        report.schemas().forEach(made -> lines.add(whole(made.name(), Counted.SEGMENTS, made.segments())));
        return of(report.verdict(), report.files(), lines, report.refused(), notes);
    }

    static ImportSummary of(MirthReport report) {
        List<Line> lines = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (MirthReport.Channel channel : report.channels()) {
            lines.add(items(channel.name(), Counted.CONNECTORS, channel.connectors()));
            lines.add(counts(channel.name(), Counted.FILTERS, channel.rules(), 0));
            lines.add(counts(channel.name(), Counted.STEPS, channel.steps(), 0));
            lines.add(counts(channel.name(), Counted.SCRIPTS, channel.scripts(), 0));
            MirthReport.Properties properties = channel.properties();
            lines.add(new Line(channel.name(), Counted.PROPERTIES, properties.found(), properties.mapped(), 0));
            notes(channel.stubs(), channel.renamed(), channel.defaults(), channel.supply(), notes);
        }
        report.libraries().forEach(made -> lines.add(whole(made.name(), Counted.TEMPLATES, made.templates())));
        return of(report.verdict(), report.files(), lines, report.refused(), notes);
    }

    private static Line items(String name, Counted counted, ImportReport.Items items) {
        return new Line(name, counted, items.found(), items.mapped(), 0);
    }

    private static Line counts(String name, Counted counted, ImportReport.Counts counts, int waiting) {
        return new Line(name, counted, counts.found(), counts.translated(), waiting);
    }

    private static Line whole(String name, Counted counted, int found) {
        return new Line(name, counted, found, found, 0);
    }

    private static void notes(
            List<ImportReport.Stubbed> stubs,
            List<ImportReport.Renamed> renamed,
            List<ImportReport.Default> defaults,
            List<String> supply,
            List<Note> notes) {
        supply.forEach(what -> notes.add(new Note(Kind.SUPPLY, "", what)));
        stubs.forEach(stub -> notes.add(new Note(Kind.STUB, stub.item(), stub.className() + ": " + stub.why())));
        renamed.forEach(name -> notes.add(new Note(Kind.RENAMED, name.from(), name.to())));
        defaults.forEach(set ->
                notes.add(new Note(Kind.DEFAULT, set.item(), set.setting() + " = " + set.value() + ": " + set.why())));
    }
}
