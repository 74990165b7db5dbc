/** Pages about projects and their items: what runs, what waits, what is troubled; and the buttons to change that. */
package hie.console.project;
