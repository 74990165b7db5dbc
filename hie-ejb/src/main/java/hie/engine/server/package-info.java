/** The server that the engine stands on, through its management interface: deployments, pools, delivery, identities, certificates. */
package hie.engine.server;
