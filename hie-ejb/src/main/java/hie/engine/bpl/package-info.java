/**
 * Business processes as IRIS' BPL has them: their text, what they do when they run, and their picture. Reading IRIS' own XML is the
 * import's business.
 */
package hie.engine.bpl;
