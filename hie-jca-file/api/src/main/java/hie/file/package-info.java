/**
 * What a bean sees of the file adapter: the listener that takes files, the file itself, and the writer for the way out.
 *
 * <p>Bytes in, bytes out. Nothing here knows of messages, character sets or the engine; the polling of folders is the
 * business of the resource adapter in {@code hie.file.ra}.
 */
package hie.file;
