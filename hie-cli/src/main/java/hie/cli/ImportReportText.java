package hie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** An import's report for a person. */
final class ImportReportText {

    private final PrintWriter out;

    ImportReportText(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode report) {
        out.println("Verdict: " + report.path("verdict").asText());
        report.path("productions").forEach(this::production);
        report.path("channels").forEach(this::channel);
        for (JsonNode library : report.path("libraries")) {
            out.println("Code templates " + text(library, "name") + ": " + text(library, "templates") + " templates");
        }
        for (JsonNode rules : report.path("rules")) {
            out.println("Rule " + text(rules, "name") + ": rules " + counts(rules.path("rules")) + "; conditions "
                    + counts(rules.path("conditions")) + "; actions " + counts(rules.path("actions"))
                    + (rules.path("waiting").asInt() == 0
                            ? ""
                            : "; " + rules.path("waiting").asInt() + " actions wait for their transforms"));
        }
        for (JsonNode transform : report.path("transforms")) {
            out.println("Transform " + text(transform, "name") + ": actions " + counts(transform.path("actions")));
        }
        for (JsonNode table : report.path("tables")) {
            out.println("Table " + text(table, "name") + ": " + text(table, "entries") + " entries");
        }
        for (JsonNode schema : report.path("schemas")) {
            out.println("Schema " + text(schema, "name") + ": " + text(schema, "segments") + " segments, "
                    + text(schema, "structures") + " structures, " + text(schema, "messages") + " message types");
        }
        for (JsonNode process : report.path("bpl")) {
            out.println("BPL " + text(process, "name") + ": activities " + counts(process.path("activities")));
        }
        if (!report.path("refused").isEmpty()) {
            out.println("Refused:");
            report.path("refused")
                    .forEach(refusal -> out.println("  " + text(refusal, "where") + ": " + text(refusal, "what") + ": "
                            + text(refusal, "why")));
        }
    }

    private void production(JsonNode production) {
        JsonNode items = production.path("items");
        JsonNode settings = production.path("settings");
        out.println("Production " + text(production, "name") + ": " + text(production, "verdict"));
        out.println("  items: " + text(items, "found") + " found, " + text(items, "mapped") + " mapped, "
                + text(items, "stubbed") + " stubs");
        out.println("  settings: " + text(settings, "found") + " found, " + text(settings, "mapped") + " mapped, "
                + text(settings, "kept") + " kept");
        stubsAndNames(production);
        for (JsonNode missing : production.path("missing")) {
            out.println("  missing: " + text(missing, "where") + ": " + text(missing, "what"));
        }
        defaultsAndSupply(production);
    }

    private void channel(JsonNode channel) {
        JsonNode connectors = channel.path("connectors");
        JsonNode properties = channel.path("properties");
        out.println("Channel " + text(channel, "name") + ": " + text(channel, "verdict"));
        out.println("  connectors: " + text(connectors, "found") + " found, " + text(connectors, "mapped") + " mapped, "
                + text(connectors, "stubbed") + " stubs");
        for (String what : List.of("rules", "steps", "scripts")) {
            out.println("  " + what + ": " + counts(channel.path(what)));
        }
        out.println("  properties: " + text(properties, "found") + " found, " + text(properties, "mapped") + " mapped, "
                + text(properties, "kept") + " kept");
        stubsAndNames(channel);
        defaultsAndSupply(channel);
    }

    private void stubsAndNames(JsonNode owner) {
        for (JsonNode stub : owner.path("stubs")) {
            out.println("  stub: " + text(stub, "item") + " (" + text(stub, "className") + "): " + text(stub, "why"));
        }
        for (JsonNode renamed : owner.path("renamed")) {
            out.println("  renamed: " + text(renamed, "from") + " -> " + text(renamed, "to"));
        }
    }

    private void defaultsAndSupply(JsonNode owner) {
        for (JsonNode set : owner.path("defaults")) {
            out.println("  default: " + text(set, "item") + ": " + text(set, "setting") + " = " + text(set, "value")
                    + " (" + text(set, "why") + ")");
        }
        owner.path("supply").forEach(needed -> out.println("  to be supplied: " + needed.asText()));
    }

    private static String counts(JsonNode counts) {
        return text(counts, "found") + " found, " + text(counts, "translated") + " translated, "
                + text(counts, "refused") + " refused";
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }
}
