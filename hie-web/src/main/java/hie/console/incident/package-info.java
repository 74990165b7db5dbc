/** The page of incidents. */
package hie.console.incident;
