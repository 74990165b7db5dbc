package hie.engine.mirth;

import hie.engine.config.ConfigFault;
import hie.engine.imports.ImportReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import of channels found and what became of it. As JSON it is what {@code hie import mirth --report} writes.
 *
 * @param verdict see {@link ImportReport#verdict}
 * @param files how many were given
 */
public record MirthReport(
        ImportReport.Verdict verdict,
        int files,
        List<Channel> channels,
        List<Library> libraries,
        List<ImportReport.Refusal> refused)
        implements ImportReport {

    /** The same report, and what a deployment would find wrong. */
    MirthReport with(List<ConfigFault> faults) {
        if (faults.isEmpty()) {
            return this;
        }
        List<ImportReport.Refusal> all = new ArrayList<>(refused);
        faults.forEach(fault -> all.add(ImportReport.Refusal.of(fault)));
        ImportReport.Verdict worse = verdict == ImportReport.Verdict.OK ? ImportReport.Verdict.ISSUES : verdict;
        return new MirthReport(worse, files, channels, libraries, all);
    }

    /**
     * A channel.
     *
     * @param document where it is word for word, without passwords
     * @param connectors the source and the destinations
     * @param rules of all its filters
     * @param steps of all its transformers
     * @param scripts preprocessor, postprocessor, deploy and undeploy scripts that do something
     * @param supply what is never imported and must be given: passwords, keys
     */
    public record Channel(
            String name,
            String file,
            String document,
            ImportReport.Verdict verdict,
            ImportReport.Items connectors,
            ImportReport.Counts rules,
            ImportReport.Counts steps,
            ImportReport.Counts scripts,
            Properties properties,
            List<ImportReport.Stubbed> stubs,
            List<ImportReport.Renamed> renamed,
            List<ImportReport.Default> defaults,
            List<String> supply) {}

    /**
     * Properties of connectors: found, and what became of them.
     *
     * @param mapped those that have their effect in HIE
     * @param kept those that are there word for word; {@code found = mapped + kept}
     */
    public record Properties(int found, int mapped, int kept) {}

    /** Code templates, together a script that others include. */
    public record Library(String name, String document, int templates) {}
}
