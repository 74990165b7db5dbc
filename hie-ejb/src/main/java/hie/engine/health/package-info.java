/** What the server's health endpoints say of the engine (MicroProfile Health). The REST API has the same answers. */
package hie.engine.health;
