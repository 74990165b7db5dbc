/**
 * OpenTelemetry traces, made from trace records when the archiver has written them: nothing of it is on a message's way. A
 * session is a trace, a hop is a span; both ids follow from the session's, the message's and the item's, so that the context
 * travels with every message, and a record that is archived twice gives the same spans. Never content of a message.
 */
package hie.engine.tracing;
