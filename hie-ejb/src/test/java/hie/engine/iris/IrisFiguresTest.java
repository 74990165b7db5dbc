package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prints what of all public sources is taken over, and keeps the figures in {@code docs/iris.md} true. */
class IrisFiguresTest {

    private static final String CLASSES =
            "EnsLib\\.HL7\\.(Service|Operation)\\.(TCP|File)(Service|Operation)|EnsLib\\.(HL7\\.)?MsgRouter\\.\\w*RoutingEngine";

    /** What becomes of a call of {@code HandleSubtransformError}, see {@link DtlAssign}. */
    private static final String HANDLED = "fail: .*a transform that it calls has failed";

    private static final String BEGIN = "<!-- figures: written by IrisFiguresTest -->";
    private static final String END = "<!-- end of figures -->";

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        String figures = figures();
        System.out.println(figures);
        Path page = IrisCorpus.root().resolve("docs/iris.md");
        String text = Files.readString(page);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String after = text.substring(text.indexOf(END));
        String expected = before + "\n" + figures + after;
        if ("write".equals(System.getProperty("hie.docs"))) {
            Files.writeString(page, expected);
        }

        assertThat(Files.readString(page))
                .as("docs/iris.md is out of date; run this test with -Dhie.docs=write")
                .isEqualTo(expected);
    }

    private static String figures() {
        List<IrisReport> reports = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        int ofHl7 = 0;
        int ofHl7Mapped = 0;
        int handlers = 0;
        for (Path path : IrisCorpus.files()) {
            ImportFile file = IrisCorpus.file(path);
            IrisImporter.Outcome outcome = IrisImporter.run(List.of(file), new HostCatalog());
            IrisReport report = outcome.report();
            reports.add(report);
            List<String> lines = new CountedByXPath(file.content()).productionLines();
            before.addAll(lines);
            lines.removeAll(IrisExportTest.productionLines(outcome.config()));
            lost.addAll(lines);
            handlers += outcome.config().documents().stream()
                    .filter(document -> document.kind() == ProjectDocument.Kind.TRANSFORM)
                    .mapToInt(document -> document.text().split(HANDLED, -1).length - 1)
                    .sum();
            int here = new CountedByXPath(file.content()).itemsOf(CLASSES);
            ofHl7 += here;
            ofHl7Mapped += here
                    - report.productions().stream()
                            .flatMap(p -> p.stubs().stream())
                            .filter(stub -> stub.className().matches(CLASSES))
                            .count();
        }
        StringBuilder table =
                new StringBuilder("| what | found | taken over | share | aim |\n| --- | --- | --- | --- | --- |\n");
        row(table, "files read", reports.size(), reports.size() - unread(reports), "100 %");
        row(table, "items of the HL7 TCP, HL7 file and routing classes", ofHl7, ofHl7Mapped, "95 %");
        row(
                table,
                "items of all classes",
                items(reports, ImportReport.Items::found),
                items(reports, ImportReport.Items::mapped),
                "");
        row(
                table,
                "settings kept, by HIE's name or word for word",
                settings(reports, IrisReport.Settings::found),
                settings(reports, IrisReport.Settings::kept),
                "100 %");
        row(
                table,
                "of these, settings that have their effect",
                settings(reports, IrisReport.Settings::found),
                settings(reports, IrisReport.Settings::mapped),
                "");
        row(
                table,
                "rules",
                rules(reports, r -> r.rules().found()),
                rules(reports, r -> r.rules().translated()),
                "");
        row(
                table,
                "conditions of rules",
                rules(reports, r -> r.conditions().found()),
                rules(reports, r -> r.conditions().translated()),
                "");
        row(
                table,
                "actions of rules translated",
                rules(reports, r -> r.actions().found()),
                rules(reports, r -> r.actions().translated()),
                "90 %");
        row(
                table,
                "actions of rules that run: those without a transform or schema that HIE lacks",
                rules(reports, r -> r.actions().found()),
                rules(reports, r -> r.actions().translated() - r.waiting()),
                "");
        row(
                table,
                "actions of DTL",
                dtl(reports, ImportReport.Counts::found),
                dtl(reports, ImportReport.Counts::translated),
                "85 %");
        row(
                table,
                "the same without `HandleSubtransformError`, which here is the end of the message",
                dtl(reports, ImportReport.Counts::found),
                dtl(reports, ImportReport.Counts::translated) - handlers,
                "85 %");
        row(
                table,
                "actions of DTL that do not wait for a transform or schema that HIE lacks",
                dtl(reports, ImportReport.Counts::found),
                dtl(reports, ImportReport.Counts::translated) - waiting(reports),
                "");
        row(table, "DTL of which everything runs", transforms(reports).count(), whole(reports), "");
        row(
                table,
                "activities of BPL",
                bpl(reports, ImportReport.Counts::found),
                bpl(reports, ImportReport.Counts::translated),
                "");
        row(
                table,
                "productions and items that an export gives back as they were, with every attribute and setting",
                before.size(),
                before.size() - lost.size(),
                "100 %");
        return table
                + reasons(reports, "rule ", "Why parts of rules are refused or wait:")
                + reasons(reports, "transform ", "Why parts of DTL are refused or wait:")
                + reasons(reports, "process ", "Why parts of BPL are refused or wait:");
    }

    private static long unread(List<IrisReport> reports) {
        return reports.stream()
                .filter(report ->
                        report.refused().stream().anyMatch(r -> r.what().equals("file")))
                .count();
    }

    private static void row(StringBuilder table, String what, long found, long taken, String aim) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f %% | %s |%n",
                what,
                found,
                taken,
                100.0 * taken / Math.max(1, found),
                aim));
    }

    private static int items(List<IrisReport> reports, ToIntFunction<ImportReport.Items> part) {
        return reports.stream()
                .flatMap(report -> report.productions().stream())
                .mapToInt(p -> part.applyAsInt(p.items()))
                .sum();
    }

    private static int settings(List<IrisReport> reports, ToIntFunction<IrisReport.Settings> part) {
        return reports.stream()
                .flatMap(report -> report.productions().stream())
                .mapToInt(p -> part.applyAsInt(p.settings()))
                .sum();
    }

    private static int rules(List<IrisReport> reports, ToIntFunction<IrisReport.Rules> part) {
        return reports.stream()
                .flatMap(report -> report.rules().stream())
                .mapToInt(part)
                .sum();
    }

    private static int dtl(List<IrisReport> reports, ToIntFunction<ImportReport.Counts> part) {
        return reports.stream()
                .flatMap(report -> report.transforms().stream())
                .mapToInt(t -> part.applyAsInt(t.actions()))
                .sum();
    }

    private static int bpl(List<IrisReport> reports, ToIntFunction<ImportReport.Counts> part) {
        return reports.stream()
                .flatMap(report -> report.bpl().stream())
                .mapToInt(p -> part.applyAsInt(p.activities()))
                .sum();
    }

    private static Stream<IrisReport.Transform> transforms(List<IrisReport> reports) {
        return reports.stream().flatMap(report -> report.transforms().stream());
    }

    private static int waiting(List<IrisReport> reports) {
        return transforms(reports).mapToInt(IrisReport.Transform::waiting).sum();
    }

    private static long whole(List<IrisReport> reports) {
        return transforms(reports).filter(IrisReport.Transform::enabled).count();
    }

    /** Why parts were refused, without the names in the reasons. */
    private static String reasons(List<IrisReport> reports, String of, String title) {
        Map<String, Integer> reasons = new TreeMap<>();
        reports.stream()
                .flatMap(report -> report.refused().stream())
                .filter(refusal -> refusal.where().startsWith(of))
                .forEach(refusal -> reasons.merge(
                        refusal.why()
                                .replaceAll("'[^']*'", "…")
                                .replaceAll("\\(.*", "")
                                .strip(),
                        1,
                        Integer::sum));
        StringBuilder text = new StringBuilder("\n" + title + "\n\n| times | why |\n| --- | --- |\n");
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(reason -> text.append("| ")
                        .append(reason.getValue())
                        .append(" | ")
                        .append(reason.getKey().replace("|", "\\|"))
                        .append(" |\n"));
        return text.toString();
    }
}
