/**
 * MLLP over plain Java sockets, without a container: one frame at a time ({@link hie.mllp.client.MllpSocket}) and
 * whole exchanges with a target ({@link hie.mllp.client.MllpClient}). Both sides of the resource adapter, the command
 * line, the benchmark and tests are built on it. No pooling, no logging.
 */
package hie.mllp.client;
