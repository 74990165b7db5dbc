/**
 * Transforms as IRIS' DTL has them, between messages of any format: the model, its text (one YAML document a transform), what makes it
 * ready to run, and what runs it.
 */
package hie.engine.transform;
