/**
 * The expression language of rules and transforms: values of the message, text, numbers, operators and a fixed list of functions,
 * as IRIS' rules have them. An expression is compiled once. It reads the message and documents of the project, calls nothing else, and a
 * budget bounds what one message's expressions may cost.
 */
package hie.engine.expression;
