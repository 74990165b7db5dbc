/**
 * Scripts of a project in JavaScript, run in a sandbox: no Java, no files, no network, bounded in time and memory (ADR 0038). What a
 * script sees of a message is the names of {@link hie.engine.script.ScriptGlobals}; the engine behind it (Rhino) is known to this package only.
 */
package hie.engine.script;
