/** The page of suspended messages. The work is done by {@code hie.engine.desk}. */
package hie.console.suspended;
