/**
 * Reads what IRIS exports – classes as UDL or XML, deployments, lookup tables – and makes a project's configuration of it: items with
 * their settings, rule sets, tables, and whatever has no meaning here word for word. Nothing of what is read is ever compiled or run.
 * A report says what was found, mapped, kept and refused. Reading needs no server and no database; {@link hie.engine.iris.IrisImports}
 * alone writes, and only desired state (ADR 0024).
 */
package hie.engine.iris;
