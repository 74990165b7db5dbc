/** XSLT stylesheets of a project as transforms of messages in XML: compiled once, closed to everything but the message, bounded (ADR 0039). */
package hie.engine.stylesheet;
