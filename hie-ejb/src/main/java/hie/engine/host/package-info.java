/** The built-in services and operations. Processes are in {@code hie.engine.routing} and {@code hie.engine.bpl}. */
package hie.engine.host;
