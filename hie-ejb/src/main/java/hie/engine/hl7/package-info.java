/** What the engine itself has to say in HL7 v2: acknowledgements. Plain Java. */
package hie.engine.hl7;
