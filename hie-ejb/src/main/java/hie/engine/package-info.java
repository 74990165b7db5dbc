/** The engine. */
package hie.engine;
