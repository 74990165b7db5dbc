/** Content-based routing: conditions on HL7 fields decide which targets a message goes to. */
package hie.engine.routing;
