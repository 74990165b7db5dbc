/**
 * The message warehouse: every message, hop, attempt, reply and error. Written in batches by the archiver, read by the console
 * and the REST API. Append-mostly, so it is plain SQL in batches, not entities.
 */
package hie.store.message;
