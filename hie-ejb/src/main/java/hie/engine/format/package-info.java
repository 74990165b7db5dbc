/** The formats that rules and transforms know. */
package hie.engine.format;
