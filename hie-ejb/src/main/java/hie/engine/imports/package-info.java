/**
 * What the imports of other engines' configurations have in common: their files' XML as a tree, the documents that they make, and what their
 * reports are made of.
 *
 * <p>Not here: what becomes of what (see {@code hie.engine.iris}, {@code hie.engine.mirth}), and writing the revision (see
 * {@code hie.engine.production}).
 */
package hie.engine.imports;
