/**
 * The file resource adapter: polls folders and delivers each file exactly to one endpoint, one at a time.
 *
 * <p>A {@link hie.file.ra.FileActivation} per endpoint owns one virtual thread. In each round it scans its folder, claims
 * what is complete by an atomic rename into its {@link hie.file.ra.WorkFolder}, delivers it, and archives, deletes or
 * rejects it. The disk is the only memory: whatever lies in the work folder is still owed to the endpoint.
 *
 * <p>It knows nothing of the engine, of character sets or of messages; outbound files are written by
 * {@link hie.file.AtomicFileWriter}, which needs no adapter.
 */
package hie.file.ra;
