/**
 * The engine, a package for each feature; docs/architecture.md has them in groups. No two of them depend on each other in a circle
 * (ArchitectureTest).
 */
package hie.engine;
