/** The production that a first start comes with: something to send a message to. */
package hie.engine.sample;
