/**
 * The console: JSF pages for people who watch, steer and search. A page's path mirrors the package of its bean:
 * {@code /project/view.xhtml} and {@link hie.console.project.ProjectView}. Here is what all pages share; it decides nothing
 * about projects or messages, that is the engine's and the warehouse's.
 */
package hie.console;
