/**
 * The host hierarchy: what a user compiles a business service, process or operation against. A host is built by the engine,
 * once per worker of its item, and told of its life and of each message through the hooks of {@link hie.api.host.Host}.
 */
package hie.api.host;
