/** The server the engine stands on, through its management interface: deployments, pools, delivery, identities. */
package hie.engine.server;
