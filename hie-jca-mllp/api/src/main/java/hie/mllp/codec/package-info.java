/**
 * MLLP frames as bytes: which bytes start and end a frame, taking frames out of a stream and putting payloads into
 * frames. Uses nothing but the JDK's core; knows no sockets, no HL7 and no character sets.
 */
package hie.mllp.codec;
