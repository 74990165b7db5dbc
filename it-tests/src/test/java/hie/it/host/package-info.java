/** Host classes that tests bring to a server in a JAR of their own, as users do. */
package hie.it.host;
