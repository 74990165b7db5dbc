/**
 * Who is asking, what they may do, and what a browser is told to do with pages. Signing in itself is the server's work
 * ({@code web.xml}, {@code /login.xhtml}).
 */
package hie.console.access;
