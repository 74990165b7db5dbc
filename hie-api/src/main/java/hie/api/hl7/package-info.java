/**
 * A positional, lazy view of HL7 v2 messages in pipe encoding. It never alters the bytes and costs only what is asked of it.
 *
 * <p>Not here: schemas, validation and typed models.
 */
package hie.api.hl7;
