package hie.engine.imports;

import hie.engine.config.ConfigFault;
import java.util.List;

/** What an import found and what became of it; here is what the reports of all of them have. */
public interface ImportReport {

    /**
     * OK: everything was found to have its equal; ISSUES: something is refused, missing or a stub; INCONCLUSIVE: nothing was found, or
     * something could not be read, so that nobody knows what was in it.
     */
    Verdict verdict();

    /** How many were given. */
    int files();

    /** What was not taken over. */
    List<Refusal> refused();

    /** See {@link #verdict}. */
    enum Verdict {
        OK,
        ISSUES,
        INCONCLUSIVE
    }

    /** Found, and what became of them: {@code found = mapped + stubbed}. */
    record Items(int found, int mapped, int stubbed) {}

    /** Found, and what became of them: {@code found = translated + refused}. */
    record Counts(int found, int translated, int refused) {}

    /** An item that only holds its place. */
    record Stubbed(String item, String className, String why) {}

    /** An item whose name HIE does not take. */
    record Renamed(String from, String to) {}

    /** What was set because the other engine does so when nothing is said, or because HIE needs a value. */
    record Default(String item, String setting, String value, String why) {}

    /** Something that was not taken over. */
    record Refusal(String where, String what, String why) {

        /** What a deployment would find wrong. */
        public static Refusal of(ConfigFault fault) {
            return new Refusal(
                    fault.item().isEmpty() ? "project" : "item " + fault.item(),
                    fault.setting().isEmpty() ? "deployment" : "setting " + fault.setting(),
                    fault.message());
        }
    }
}
