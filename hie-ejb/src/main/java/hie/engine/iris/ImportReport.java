package hie.engine.iris;

import hie.engine.config.ConfigFault;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import found and what became of it. As JSON it is what {@code hie import iris --report} writes.
 *
 * @param verdict OK: everything was found to have its equal; ISSUES: something is refused, missing or a stub; INCONCLUSIVE: nothing
 *     was found, or something could not be read, so that nobody knows what was in it
 * @param files how many were given
 */
public record ImportReport(
        Verdict verdict,
        int files,
        List<Production> productions,
        List<Rules> rules,
        List<Transform> transforms,
        List<Table> tables,
        List<Schema> schemas,
        List<Process> bpl,
        List<Refusal> refused) {

    /** The same report, and what a deployment would find wrong. */
    ImportReport with(List<ConfigFault> faults) {
        if (faults.isEmpty()) {
            return this;
        }
        List<Refusal> all = new ArrayList<>(refused);
        faults.forEach(fault -> all.add(Refusal.of(fault)));
        return new ImportReport(
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

    /** See {@link ImportReport}. */
    public enum Verdict {
        OK,
        ISSUES,
        INCONCLUSIVE
    }

    /** Found, and what became of them: {@code found = mapped + stubbed}. */
    public record Items(int found, int mapped, int stubbed) {}

    /**
     * @param found all {@code <Setting>}s
     * @param mapped those that have their effect in HIE
     * @param kept those that are still there, by HIE's name or word for word
     * @param wordForWord those that are there word for word, because HIE has no equal or its value is written otherwise
     */
    public record Settings(int found, int mapped, int kept, int wordForWord) {}

    /** Found, and what became of them: {@code found = translated + refused}. */
    public record Counts(int found, int translated, int refused) {}

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

    /** An item that only holds its place. */
    public record Stubbed(String item, String className, String why) {}

    /** An item whose name HIE does not take. */
    public record Renamed(String from, String to) {}

    /** Something that is named and not in the files. */
    public record Missing(String where, String what) {}

    /** What was set because IRIS does so when nothing is said, or because HIE needs a value. */
    public record Default(String item, String setting, String value, String why) {}

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

    /** Something that was not taken over. */
    public record Refusal(String where, String what, String why) {

        /** What a deployment would find wrong. */
        public static Refusal of(ConfigFault fault) {
            return new Refusal(
                    fault.item().isEmpty() ? "project" : "item " + fault.item(),
                    fault.setting().isEmpty() ? "deployment" : "setting " + fault.setting(),
                    fault.message());
        }
    }
}
