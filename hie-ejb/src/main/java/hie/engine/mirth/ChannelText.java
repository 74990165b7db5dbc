package hie.engine.mirth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the script of a channel: its source's, then what each destination gets, in order and in one scope, then the postprocessor. */
final class ChannelText {

    /**
     * A destination whose script is part of the channel's.
     *
     * @param item what gets its message
     * @param goesNowhere whether there is no such item: what its script does is all that it does
     * @param isAsked whether its reply is waited for
     */
    record Destination(
            Connector connector, ConnectorItem item, ChannelScript script, boolean goesNowhere, boolean isAsked) {

        private List<String> names() {
            return List.of("d" + connector.number(), connector.name());
        }

        private String text() {
            String text = "\n// destination " + connector.number() + " "
                    + connector.name().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ") + "\ndestination("
                    + ScriptParts.quoted(item.name) + ", function () {\n"
                    + script.body("return false;") + "}";
            List<String> options = options();
            return text + (options.isEmpty() ? "" : ", {" + String.join(", ", options) + "}") + ");\n";
        }

        private List<String> options() {
            List<String> options = new ArrayList<>();
            option(options, "inbound", DataType.kind(connector.dataType()).replace("auto", ""));
            boolean isText = ConnectorScripts.isFilled(connector)
                    && !connector.transport().equals("TCP Sender");
            option(options, "outbound", isText ? "text" : DataType.outbound(connector));
            if (goesNowhere) {
                options.add("goesNowhere: true");
            }
            if (isAsked) {
                options.add("names: "
                        + names().stream().map(ScriptParts::quoted).collect(Collectors.joining(", ", "[", "]")));
                option(
                        options,
                        "answers",
                        DataType.kind(connector
                                        .responseTransformer()
                                        .map(found -> found.textOf("inboundDataType"))
                                        .orElse("RAW"))
                                .replace("auto", ""));
                options.add("answered: function () {\n" + ScriptText.steps(script.answered()) + "}");
            }
            return options;
        }

        private static void option(List<String> options, String name, String value) {
            if (!value.isEmpty()) {
                options.add(name + ": " + ScriptParts.quoted(value));
            }
        }
    }

    private ChannelText() {}

    /**
     * The text.
     *
     * @param answers what its sender is answered with: {@code Postprocessor}, or a name in {@code responseMap}; empty
     *     for neither
     */
    static String of(
            ChannelScript source,
            List<Destination> destinations,
            Optional<ScriptPart> postprocessor,
            String answers,
            Libraries libraries) {
        StringBuilder code = new StringBuilder(source.code());
        destinations.forEach(destination -> code.append(destination.script().code()));
        postprocessor.ifPresent(part -> code.append(ScriptText.code(List.of(part))));
        String after = after(postprocessor, answers);
        StringBuilder text = new StringBuilder(source.opening(libraries, code.toString()));
        if (!after.isEmpty()) {
            text.append("var __after = function () {\n").append(after).append("};\n");
        }
        text.append(source.body(after.isEmpty() ? "return false;" : "{ __after(); return false; }"));
        destinations.forEach(destination -> text.append(destination.text()));
        return text + (after.isEmpty() ? "" : "\n__after();\n");
    }

    private static String after(Optional<ScriptPart> postprocessor, String answers) {
        String run = postprocessor
                .map(part -> "// postprocessor\nvar returned = (" + ScriptText.function(part) + ")();\n")
                .orElse("");
        if (answers.isEmpty()) {
            return run;
        }
        return answers.equals(ChannelReplies.POSTPROCESSOR)
                ? (run.isEmpty() ? "var returned;\n" : run) + "reply(String(returned || ''));\n"
                : run + "reply(String(responseMap.get(" + ScriptParts.quoted(answers) + ") || ''));\n";
    }
}
