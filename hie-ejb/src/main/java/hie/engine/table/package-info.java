/** Lookup tables – codes of one system, and what they are in another – and lists of codes. */
package hie.engine.table;
