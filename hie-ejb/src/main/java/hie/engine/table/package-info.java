/** Lookup tables: codes of one system, and what they are in another. */
package hie.engine.table;
