/**
 * From the trace queue into the warehouse: workers put trace records there in the same transaction as their messages, and one
 * archiver writes them to the database in batches.
 */
package hie.engine.archive;
