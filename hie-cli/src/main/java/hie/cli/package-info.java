/**
 * The command line behind {@code ./hie}: sends messages over MLLP and talks to a running server's Manager REST API.
 *
 * <p>The launcher script builds, starts and stops; it hands every other command to {@link hie.cli.Main}. Nothing here
 * knows the engine's classes: MLLP and HTTP are the only ways to a server. Commands print results to standard output
 * and complaints to standard error, and end with 0 (done), 1 (not done) or 2 (called wrongly).
 */
package hie.cli;
