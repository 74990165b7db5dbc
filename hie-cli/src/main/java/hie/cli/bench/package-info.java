/**
 * {@code ./hie bench}: measures HIE beside Apache Camel, each in its own process, alternating in one run.
 *
 * <p>The load is MLLP in → route → MLLP out, durable, 1 KB synthetic ADT^A01 messages. Generator and sink live in this
 * process: each connection waits for its acknowledgement before the next message, and the rate is taken where messages
 * arrive, at the sink. Every message is accounted for: acknowledged and never arrived (lost), arrived again
 * (duplicate), arrived behind a later one of its key (out of order). Rivals run from {@code target/bench-lib}, which
 * nothing else needs.
 */
package hie.cli.bench;
