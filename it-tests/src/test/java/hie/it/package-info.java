/**
 * Tests of the assembled server as its users see it: started by its script, spoken to over its protocols and its API, killed,
 * and judged by what arrived. What the tests send, receive and count is their own code, none of the engine's.
 */
package hie.it;
