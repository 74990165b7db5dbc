/** Checks a project's rules and transforms by its golden messages, on a server or without one. */
package hie.engine.check;
