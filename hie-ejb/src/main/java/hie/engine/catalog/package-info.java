/** The host classes that items may name, and the settings they declare. */
package hie.engine.catalog;
