package hie.engine.rule;

/**
 * Which messages a rule is for. Every part that says something must be met; lists are parted by commas.
 *
 * @param source the items the message comes from
 * @param msgClass the class of the message in IRIS; {@code EnsLib.HL7.Message} is HL7 v2
 * @param docCategory the HL7 version, for example {@code 2.3.1}, or a site's own category
 * @param docName message types, for example {@code ADT_A01,ADT_A04}
 */
public record Constraint(String source, String msgClass, String docCategory, String docName) {

    /** For every message. */
    public static final Constraint NONE = new Constraint("", "", "", "");
}
