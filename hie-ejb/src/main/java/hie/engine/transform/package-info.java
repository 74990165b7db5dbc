/**
 * Transforms as IRIS' DTL has them, for HL7 v2: the model, its text (one YAML document a transform), what makes it ready to run, and
 * what runs it.
 */
package hie.engine.transform;
