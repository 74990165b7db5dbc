package hie.engine.rule;

/**
 * Which messages a rule is for. Every part that says something must be met; lists are parted by commas.
 *
 * @param source the items the message comes from
 * @param msgClass the class of the message: {@code EnsLib.HL7.Message} is HL7 v2, others are the message's class or schema
 * @param docCategory the HL7 version, for example {@code 2.3.1}, or the site's own category that a service has given the message
 * @param docName message types, for example {@code ADT_A01,ADT_A04}
 * @param docType structures, for example {@code ADT_A01} for all types that have it; {@code FHS} and {@code BHS} for batches
 * @param awaitsSchema whether the site's own category may be missing from the project: no message meets the constraint until it is there
 */
public record Constraint(
        String source, String msgClass, String docCategory, String docName, String docType, boolean awaitsSchema) {

    /** For every message. */
    public static final Constraint NONE = new Constraint("", "", "", "", "", false);
}
