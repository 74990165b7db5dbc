/**
 * HL7 v2 in HAPI's typed model, for host classes of users. It lies beside the engine in the install and is loaded when such a class asks for it first;
 * the engine itself reads HL7 without it.
 */
package hie.hapi;
