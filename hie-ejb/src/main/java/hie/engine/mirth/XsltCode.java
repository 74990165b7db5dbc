package hie.engine.mirth;

import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.imports.XmlNode;
import hie.engine.script.Script;
import hie.engine.stylesheet.Stylesheet;
import java.util.Optional;

/** Makes a stylesheet of the project of an XSLT step, and a line of JavaScript that uses it. */
final class XsltCode {

    private static final String ADVICE =
            "; make it stylesheets/NAME.xslt and write the step as channelMap.put('RESULT', transformXml(SOURCE, 'NAME'))";

    private final Documents documents;
    private final String base;

    XsltCode(Documents documents, String base) {
        this.documents = documents;
        this.base = base;
    }

    ScriptPart part(XmlNode step, int number) {
        String template = step.textOf("template").strip();
        Optional<String> text = Script.constant(template);
        String why = step.textOf("useCustomFactory").strip().equals("true")
                ? "it has an XSLT processor of its own, and HIE has the one for XSLT 1.0" + ADVICE
                : text.isEmpty() ? "its stylesheet is made anew for each message" + ADVICE : fault(text.get());
        String result = step.textOf("resultVariable").strip();
        String source = step.textOf("sourceXml").strip();
        if (why.isEmpty() && (result.isEmpty() || source.isEmpty())) {
            why = "it does not say what it transforms, or where to" + ADVICE;
        }
        if (!why.isEmpty()) {
            return ScriptPart.of("step", number, step, "", why);
        }
        String name = step.textOf("name").strip();
        String document = documents.add(
                ProjectDocument.Kind.STYLESHEET, base + " - " + (name.isEmpty() ? result : name), text.get());
        String code = "channelMap.put(" + ScriptParts.quoted(result) + ", transformXml(" + source + ", "
                + ScriptParts.quoted(document) + "));";
        return ScriptPart.of("step", number, step, code, "");
    }

    private static String fault(String text) {
        try {
            Stylesheet.compile("step", text);
            return "";
        } catch (IllegalArgumentException e) {
            return "its stylesheet cannot be compiled: " + e.getMessage() + ADVICE;
        }
    }
}
