/**
 * The MLLP resource adapter (Jakarta Connectors 2.1): its life cycle, its log and its way to the server's SSL contexts.
 * What comes in is in {@code inbound}, what goes out in {@code outbound}. Moves bytes; knows nothing of the engine.
 */
package hie.mllp.ra;
