/**
 * The Manager REST API under {@code /api}: the same services as the console, in JSON, with problem details (RFC 9457) for
 * errors. Every request is authenticated, except for liveness.
 */
package hie.rest;
