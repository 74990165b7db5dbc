/**
 * The message envelope: an immutable header and a body of bytes that are never altered.
 *
 * <p>Not here: how a message travels (the engine's business) and how it is kept (the warehouse's).
 */
package hie.api.message;
