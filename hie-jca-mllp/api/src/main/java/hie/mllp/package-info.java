/**
 * What a bean sees of the MLLP adapter: the listener and its message and reply, the connection factory with its
 * target and connection, and the errors by what the caller should do about them.
 *
 * <p>Bytes in, bytes out: character sets, parsing and routing belong to the caller. The one look into HL7 that the
 * protocol itself needs (control ids, and acknowledgements of failure) is {@link hie.mllp.Hl7Header}. Sockets and the
 * container live elsewhere.
 */
package hie.mllp;
