/** The server that the engine stands on, through its management interface: deployments, pools, delivery, identities, certificates, names of its resources. */
package hie.engine.server;
