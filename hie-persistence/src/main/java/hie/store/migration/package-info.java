/** Brings the database's schema up to date when the engine starts. */
package hie.store.migration;
