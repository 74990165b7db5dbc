/**
 * What expressions, rules and transforms know of messages of any format: documents that places are read from, drafts that they are
 * written to, and the tree of named parts that most formats are. Formats themselves are elsewhere: {@code hl7}, {@code json}, {@code xml}.
 */
package hie.engine.document;
