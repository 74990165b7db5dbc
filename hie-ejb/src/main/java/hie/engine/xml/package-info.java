/** XML as transforms and rules see it. */
package hie.engine.xml;
