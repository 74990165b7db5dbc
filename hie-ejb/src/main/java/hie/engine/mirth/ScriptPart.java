package hie.engine.mirth;

import hie.engine.imports.XmlNode;

/**
 * A rule of a filter, or a step of a transformer, as JavaScript.
 *
 * @param label kind, number and name, for people
 * @param operator of a rule, how it goes together with those before: {@code AND}, {@code OR}; empty for the first
 * @param code statements; empty when there is no translation
 * @param original what it was, to be kept when it is refused
 * @param why there is no translation; empty when there is one
 */
record ScriptPart(String label, boolean enabled, String operator, String code, String original, String why) {

    static ScriptPart of(String kind, int number, XmlNode node, String code, String why) {
        String name = node.textOf("name")
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .strip();
        String operator = node.textOf("operator").strip();
        return new ScriptPart(
                kind + " " + number + (name.isEmpty() ? "" : " '" + name.replace("'", "\u2019") + "'"),
                !node.textOf("enabled").strip().equals("false"),
                operator.equals("OR") ? "OR" : operator.equals("AND") || number > 1 ? "AND" : "",
                code,
                code.isEmpty() ? XmlText.of(node) : code,
                why);
    }

    ScriptPart refused(String reason) {
        return new ScriptPart(label, enabled, operator, code, original, reason);
    }

    boolean isRefused() {
        return !why.isEmpty();
    }
}
