/**
 * What senders of HL7 v2 are answered: acknowledgements and their codes, when which of them is sent, and the answer to a batch. Plain Java.
 *
 * <p>Not here: what operations make of the answers that they get, which is {@code hie.engine.reply}.
 */
package hie.engine.acknowledgement;
