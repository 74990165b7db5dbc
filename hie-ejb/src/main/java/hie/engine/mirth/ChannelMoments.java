package hie.engine.mirth;

import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.script.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The scripts that a channel runs beside those of its connectors: before all, when it is deployed and undeployed, and after each message. */
final class ChannelMoments {

    /** What a postprocessor is given in Mirth is no text, and asks of it what is not there. */
    private static final Pattern ASKS_THE_MESSAGE = Pattern.compile("\\bmessage\\s*[.\\[]");

    private final MirthFiles.Channel channel;
    private final Libraries libraries;
    private final Optional<ScriptPart> postprocessor;
    private final Optional<ScriptPart> deploy;
    private final Optional<ScriptPart> undeploy;

    ChannelMoments(MirthFiles.Channel channel, Libraries libraries, ChannelNotes notes) {
        this.channel = channel;
        this.libraries = libraries;
        this.postprocessor = moment("postprocessingScript", notes);
        this.deploy = moment("deployScript", notes);
        Optional<ScriptPart> shutdown = moment("shutdownScript", notes);
        this.undeploy = moment("undeployScript", notes).or(() -> shutdown);
    }

    /** Runs before the filter; {@code null} for none. Its translation is judged with the source's. */
    ScriptPart preprocessor() {
        String text = channel.root().textOf("preprocessingScript");
        return Trivial.is(text) ? null : new ScriptPart("preprocessor", true, "", text, text, "");
    }

    private Optional<ScriptPart> moment(String property, ChannelNotes notes) {
        String text = channel.root().textOf(property);
        if (Trivial.is(text)) {
            return Optional.empty();
        }
        Set<String> known = new HashSet<>(Script.knownNames());
        known.addAll(libraries.names());
        ScriptPart given = new ScriptPart(property, true, "", text, text, "");
        boolean asks = property.equals("postprocessingScript")
                && ASKS_THE_MESSAGE.matcher(text).find();
        ScriptPart part = asks
                ? given.refused(
                        "it asks Mirth's message object, which scripts do not have here; use channelMap and responseMap")
                : ChannelScript.checked(given, known);
        notes.scripts.count(!part.isRefused());
        if (part.isRefused()) {
            notes.refuse(property, "script", part.why() + "; it is kept word for word, and not run");
        }
        return Optional.of(part).filter(found -> !found.isRefused());
    }

    Optional<ScriptPart> postprocessor() {
        return postprocessor;
    }

    /** Whether there is one for an item to run. */
    boolean areAny() {
        return postprocessor.isPresent() || deploy.isPresent() || undeploy.isPresent();
    }

    /** Has an item run them when it starts and stops. */
    void give(ConnectorItem item, Documents documents) {
        deploy.ifPresent(part -> give(item, "StartScript", "deploy", part, documents));
        undeploy.ifPresent(part -> give(item, "StopScript", "undeploy", part, documents));
    }

    private void give(ConnectorItem item, String setting, String word, ScriptPart part, Documents documents) {
        ChannelScript script =
                new ChannelScript("Channel " + ScriptParts.quoted(channel.name()) + " of Mirth: " + word);
        String text =
                script.opening(libraries, ScriptText.code(List.of(part))) + "(" + ScriptText.function(part) + ")();\n";
        item.settings.put(setting, documents.add(ProjectDocument.Kind.SCRIPT, item.name + " " + word, text));
    }
}
