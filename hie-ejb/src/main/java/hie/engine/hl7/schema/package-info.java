/**
 * What a version of HL7 v2, or a site's own category, says of segments, fields, types, structures and codes; the text in which a site writes
 * its own. The tables of the versions lie beside the classes.
 *
 * <p>Not here: messages, and whether they are as a schema has them.
 */
package hie.engine.hl7.schema;
