/**
 * Productions: what is wanted (workspaces, projects, revisions, wishes for single items), and the reconciler that makes it
 * true on this node, at boot, after each change, and again after a crash.
 */
package hie.engine.production;
