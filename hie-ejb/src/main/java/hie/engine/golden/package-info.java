/**
 * Golden messages: what rule sets and transforms are expected to make of a message, what they do make of it, and where both differ, by
 * path. It runs them by themselves: no item, no queue, no database.
 */
package hie.engine.golden;
