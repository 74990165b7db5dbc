package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Prints what of all public channels is taken over, and keeps the figures in {@code docs/mirth.md} true. */
class MirthFiguresTest {

    private static final String BEGIN = "<!-- figures: written by MirthFiguresTest -->";
    private static final String END = "<!-- end of figures -->";

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        String figures = figures();
        System.out.println(figures);
        Path page = MirthCorpus.root().resolve("docs/mirth.md");
        String text = Files.readString(page);
        String expected = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + "\n"
                + figures
                + text.substring(text.indexOf(END));
        if ("write".equals(System.getProperty("hie.docs"))) {
            Files.writeString(page, expected);
        }

        assertThat(Files.readString(page))
                .as("docs/mirth.md is out of date; run this test with -Dhie.docs=write")
                .isEqualTo(expected);
    }

    private static String figures() {
        List<MirthReport> reports = MirthCorpus.files().stream()
                .map(path -> MirthImporter.run(List.of(MirthCorpus.file(path)), new HostCatalog())
                        .report())
                .toList();
        List<MirthReport.Channel> channels =
                reports.stream().flatMap(report -> report.channels().stream()).toList();
        long unread = reports.stream()
                .filter(report ->
                        report.refused().stream().anyMatch(r -> r.what().equals("file")))
                .count();
        StringBuilder table = new StringBuilder("| what | found | taken over | share |\n| --- | --- | --- | --- |\n");
        row(table, "files read", reports.size(), reports.size() - unread);
        row(
                table,
                "connectors",
                sum(channels, channel -> channel.connectors().found()),
                sum(channels, channel -> channel.connectors().mapped()));
        counts(table, "rules of filters", channels, MirthReport.Channel::rules);
        counts(table, "steps of transformers", channels, MirthReport.Channel::steps);
        counts(table, "other scripts that do something", channels, MirthReport.Channel::scripts);
        int found = sum(channels, channel -> channel.properties().found());
        row(
                table,
                "properties that have their effect",
                found,
                sum(channels, channel -> channel.properties().mapped()));
        row(
                table,
                "properties mapped, or kept word for word",
                found,
                sum(
                        channels,
                        channel -> channel.properties().mapped()
                                + channel.properties().kept()));
        return table + reasons(reports);
    }

    private static void counts(
            StringBuilder table,
            String what,
            List<MirthReport.Channel> channels,
            Function<MirthReport.Channel, ImportReport.Counts> part) {
        row(
                table,
                what,
                sum(channels, channel -> part.apply(channel).found()),
                sum(channels, channel -> part.apply(channel).translated()));
    }

    private static int sum(List<MirthReport.Channel> channels, ToIntFunction<MirthReport.Channel> part) {
        return channels.stream().mapToInt(part).sum();
    }

    private static void row(StringBuilder table, String what, long found, long taken) {
        table.append(String.format(
                Locale.ROOT, "| %s | %d | %d | %.1f %% |%n", what, found, taken, 100.0 * taken / Math.max(1, found)));
    }

    /** Why something was refused, without names of items. */
    private static String reasons(List<MirthReport> reports) {
        Map<String, Integer> reasons = new TreeMap<>();
        reports.stream()
                .flatMap(report -> report.refused().stream())
                .forEach(refusal -> reasons.merge(
                        (refusal.what().startsWith("property ") ? refusal.what() + ": " : "")
                                + refusal.why().replaceAll("/PROJECT/.* and", "/PROJECT/… and"),
                        1,
                        Integer::sum));
        StringBuilder text = new StringBuilder("\nWhat is refused:\n\n| times | why |\n| --- | --- |\n");
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
