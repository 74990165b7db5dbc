package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes the scripts of a channel's connectors, and tells what of them is refused. */
final class ConnectorScripts {

    private final String channel;
    private final ScriptParts parts;
    private final Libraries libraries;
    private final ChannelNotes notes;

    ConnectorScripts(String channel, ScriptParts parts, Libraries libraries, ChannelNotes notes) {
        this.channel = channel;
        this.parts = parts;
        this.libraries = libraries;
        this.notes = notes;
    }

    /**
     * The script of one.
     *
     * @param preprocessor runs before it; {@code null} for none
     */
    ChannelScript of(String where, Connector connector, ScriptPart preprocessor) {
        ChannelScript script = new ChannelScript("Channel " + ScriptParts.quoted(channel) + " of Mirth: " + where);
        script.preprocessor(preprocessor);
        script.rules(parts.rules(connector.filter()));
        script.steps(parts.steps(connector.transformer()));
        int counted = script.steps().size();
        boolean writes = connector.transport().equals(ConnectorMaps.JAVASCRIPT_WRITER);
        if (writes) {
            String code = connector.properties().getOrDefault("script", "");
            script.steps(List.of(new ScriptPart("writer", true, "", code, code, "")));
        }
        filled(connector)
                .ifPresent(code -> script.steps(List.of(new ScriptPart("template", true, "", code, code, ""))));
        script.answered(parts.steps(connector.responseTransformer()));
        script.check(libraries);
        script.rules().forEach(rule -> notes.rules.count(!rule.isRefused()));
        script.steps().subList(0, counted).forEach(step -> notes.steps.count(!step.isRefused()));
        if (writes) {
            notes.scripts.count(!script.steps().get(counted).isRefused());
        }
        if (preprocessor != null) {
            notes.scripts.count(!script.preprocessor().isRefused());
        }
        script.refused().forEach(part -> notes.refuse(where, part.label(), part.why()));
        connector.transformer().ifPresent(transformer -> template(transformer, script));
        return script;
    }

    /** What it sends, where that is more than what its transformer made; a statement. */
    private static Optional<String> filled(Connector connector) {
        return place(connector)
                .flatMap(place -> Filled.expression(connector.properties().get(place)))
                .map(text -> "tmp = " + text + ";");
    }

    private static Optional<String> place(Connector connector) {
        boolean isSent = ConnectorMaps.of(connector.transport()).isPresent()
                || connector.transport().equals(ConnectorMaps.CHANNEL_WRITER);
        return ConnectorMaps.TEMPLATES.stream()
                .filter(place -> isSent && !connector.isSource())
                .filter(place -> connector
                        .property(place)
                        .filter(text -> !text.equals(ConnectorMaps.AS_IT_IS))
                        .isPresent())
                .findFirst();
    }

    /** Whether its script makes what it sends. */
    static boolean isFilled(Connector connector) {
        return filled(connector).isPresent();
    }

    /** The connector without what its script has seen to. */
    static Connector seenTo(Connector connector) {
        return isFilled(connector) ? connector.with(place(connector).orElseThrow(), ConnectorMaps.AS_IT_IS) : connector;
    }

    /** What Mirth fills in: {@code tmp} is made of a template. */
    private static void template(XmlNode transformer, ChannelScript script) {
        XmlNode given = transformer.first("outboundTemplate").orElse(null);
        if (given == null || given.text().isBlank() || !script.isNeeded()) {
            return;
        }
        String text = given.attribute("encoding").equals("base64") ? decoded(given.text()) : given.text();
        String quoted = ScriptParts.quoted(text);
        script.head("tmp = "
                + switch (DataType.kind(transformer.textOf("outboundDataType"))) {
                    case "hl7" -> "new XML(SerializerFactory.getSerializer('HL7V2').toXML(" + quoted + "));";
                    case "xml" -> "new XML(" + quoted + ");";
                    case "json" -> "JSON.parse(" + quoted + ");";
                    default -> quoted + ";";
                });
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }
}
