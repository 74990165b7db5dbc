/**
 * HL7 v2 as the engine sees it beyond the view of {@code hie.api.hl7}: paths and drafts for rules and transforms, validation, batches. Plain
 * Java.
 */
package hie.engine.hl7;
