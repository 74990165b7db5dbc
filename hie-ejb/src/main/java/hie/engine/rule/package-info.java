/**
 * Rule sets as IRIS has them: the model, its text (one YAML document a rule set), what makes it ready to run, and what runs it.
 * Nothing here reaches outside: a rule reads the message and the project's documents, and says what is to be done.
 */
package hie.engine.rule;
