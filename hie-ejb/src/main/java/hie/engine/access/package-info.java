/** Who may do what: roles, and the first administrator. Identities are the server's business. */
package hie.engine.access;
