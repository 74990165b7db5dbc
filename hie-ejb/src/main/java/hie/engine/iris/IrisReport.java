package hie.engine.iris;

import hie.engine.config.ConfigFault;
import hie.engine.imports.ImportReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import of productions found and what became of it. As JSON it is what {@code hie import iris --report} writes.
 *
 * @param verdict see {@link ImportReport#verdict}
 * @param files how many were given
 */
public record IrisReport(
        Verdict verdict,
        int files,
        List<Production> productions,
        List<Rules> rules,
        List<Transform> transforms,
        List<Table> tables,
        List<Schema> schemas,
        List<Process> bpl,
        List<Refusal> refused)
        implements ImportReport {

    /** The same report, and what a deployment would find wrong. */
    IrisReport with(List<ConfigFault> faults) {
        if (faults.isEmpty()) {
            return this;
        }
        List<Refusal> all = new ArrayList<>(refused);
        faults.forEach(fault -> all.add(Refusal.of(fault)));
        return new IrisReport(
                verdict == Verdict.OK ? Verdict.ISSUES : verdict,
                files,
                productions,
                rules,
                transforms,
                tables,
                schemas,
                bpl,
                all);
    }

    /**
     * @param found all {@code <Setting>}s
     * @param mapped those that have their effect in HIE
     * @param kept those that are still there, by HIE's name or word for word
     * @param wordForWord those that are there word for word, because HIE has no equal or its value is written otherwise
     */
    public record Settings(int found, int mapped, int kept, int wordForWord) {}

    /**
     * @param stubs items that only hold their place
     * @param missing what is named and not there
     * @param defaults what was set because IRIS does so when nothing is said
     * @param supply what is never imported and must be given: credentials, TLS configurations
     */
    public record Production(
            String name,
            String file,
            Verdict verdict,
            Items items,
            Settings settings,
            List<Stubbed> stubs,
            List<Renamed> renamed,
            List<Missing> missing,
            List<Default> defaults,
            List<String> supply) {}

    /** Something that is named and not in the files. */
    public record Missing(String where, String what) {}

    /**
     * A rule definition.
     *
     * @param document the rule set in the project
     * @param waiting of the translated actions, those that do nothing until their transform can be run, or the schema of their rule is there
     */
    public record Rules(
            String name, String file, String document, Counts rules, Counts conditions, Counts actions, int waiting) {}

    /**
     * A data transformation.
     *
     * @param document where it is in the project
     * @param waiting of the translated actions, those that do nothing until the transform that they call can be run
     * @param enabled whether all of it runs
     */
    public record Transform(String name, String file, String document, Counts actions, int waiting, boolean enabled) {}

    /** A lookup table, or a list: of that, {@code document} says where it is in the project. */
    public record Table(String name, String document, int entries) {}

    /**
     * A schema category of HL7.
     *
     * @param document where it is in the project
     */
    public record Schema(
            String name,
            String file,
            String document,
            int segments,
            int structures,
            int messages,
            int types,
            int tables) {}

    /**
     * A BPL process.
     *
     * @param document where it is in the project
     * @param enabled whether all of it was translated, so that it runs
     */
    public record Process(String name, String file, String document, Counts activities, boolean enabled) {}
}
