/** The built-in services and operations. Routing has a package of its own. */
package hie.engine.host;
