/** A project's configuration as a value: read from and written to text files, checked against the host classes, compared. */
package hie.engine.config;
