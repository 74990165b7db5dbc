package hie.engine.mirth;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a project's configuration of channels of Mirth. Pure: the same files give the same configuration and report. */
final class MirthImporter {

    /**
     * What an import makes.
     *
     * @param config sound or not: what was there may not be enough
     */
    record Outcome(ProjectConfig config, MirthReport report) {}

    private MirthImporter() {}

    static Outcome run(List<ImportFile> files, HostCatalog catalog) {
        MirthFiles read = MirthFiles.read(files);
        Documents documents = new Documents();
        List<ImportReport.Refusal> refused = new ArrayList<>(read.refused);
        Libraries libraries = new Libraries();
        read.libraries.forEach(library -> libraries.add(library, documents, refused));
        libraries.write(documents, refused);
        ItemNames names = new ItemNames();
        List<ChannelImport> channels = read.channels.stream()
                .map(channel -> new ChannelImport(channel, catalog, names, libraries, documents))
                .toList();
        channels.forEach(ChannelImport::draft);
        List<ItemConfig> items = new ArrayList<>();
        channels.forEach(channel -> items.addAll(channel.finish(channels)));
        libraries.writeConfiguration(documents, refused);
        channels.forEach(channel -> refused.addAll(channel.refused()));
        String description =
                read.channels.stream().map(MirthFiles.Channel::name).collect(Collectors.joining(", "));
        ProjectConfig config = new ProjectConfig(
                description.isEmpty() ? "" : "Channels of Mirth: " + shortened(description),
                allowingCycles(items),
                documents.all());
        return new Outcome(config, report(files.size(), read, channels, libraries, refused));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static MirthReport report(
            int files,
            MirthFiles read,
            List<ChannelImport> channels,
            Libraries libraries,
            List<ImportReport.Refusal> refused) {
        List<MirthReport.Channel> reports =
                channels.stream().map(ChannelImport::report).toList();
        boolean isUnclear = !read.unread.isEmpty() || read.channels.isEmpty() && read.libraries.isEmpty();
        boolean isClean =
                refused.isEmpty() && reports.stream().allMatch(channel -> channel.verdict() == ImportReport.Verdict.OK);
        ImportReport.Verdict verdict = isUnclear
                ? ImportReport.Verdict.INCONCLUSIVE
                : isClean ? ImportReport.Verdict.OK : ImportReport.Verdict.ISSUES;
        return new MirthReport(verdict, files, reports, libraries.reports(), refused);
    }

    /** In Mirth nothing speaks against messages that go round; in HIE one item of each cycle has to allow it. */
    private static List<ItemConfig> allowingCycles(List<ItemConfig> items) {
        Map<String, List<String>> open = new LinkedHashMap<>();
        items.forEach(item -> open.put(item.name(), item.targets()));
        List<ItemConfig> made = new ArrayList<>();
        for (ItemConfig item : items) {
            if (leadsBack(item.name(), item.name(), open, new HashSet<>())) {
                Map<String, String> settings = new LinkedHashMap<>(item.settings());
                settings.put("AllowCycle", "true");
                open.put(item.name(), List.of());
                made.add(new ItemConfig(
                        item.name(),
                        item.className(),
                        item.enabled(),
                        item.category(),
                        settings,
                        item.targets(),
                        item.kept()));
            } else {
                made.add(item);
            }
        }
        return made;
    }

    private static boolean leadsBack(String from, String to, Map<String, List<String>> open, Set<String> seen) {
        for (String target : open.getOrDefault(from, List.of())) {
            if (target.equals(to) || seen.add(target) && leadsBack(target, to, open, seen)) {
                return true;
            }
        }
        return false;
    }
}
