package hie.engine.mirth;

import hie.engine.imports.ImportReport;
import hie.engine.imports.Tally;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a channel, in the making. */
final class ChannelNotes {

    final List<ImportReport.Stubbed> stubs = new ArrayList<>();
    final List<ImportReport.Renamed> renamed = new ArrayList<>();
    final List<ImportReport.Default> defaults = new ArrayList<>();
    final List<String> supply = new ArrayList<>();
    final List<ImportReport.Refusal> refused = new ArrayList<>();
    final Tally rules = new Tally();
    final Tally steps = new Tally();
    final Tally scripts = new Tally();
    int found;
    int mapped;
    int kept;

    private final String channel;

    ChannelNotes(String channel) {
        this.channel = channel;
    }

    void refuse(String where, String what, String why) {
        refused.add(new ImportReport.Refusal("channel " + channel + ", " + where, what, why));
    }
}
