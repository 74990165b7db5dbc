/** Sending to the engine from a JMS client of one's own. */
package hie.it.jms;
