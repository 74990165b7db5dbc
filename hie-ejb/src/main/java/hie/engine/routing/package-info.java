/** The built-in processes that route: by lines of rules, by a rule set, by a script, or to all targets at once. */
package hie.engine.routing;
