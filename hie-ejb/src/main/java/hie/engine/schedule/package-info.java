/** When items run by the clock: the Schedule setting, its grammar, and what it says of a moment. Nothing here starts or stops anything. */
package hie.engine.schedule;
