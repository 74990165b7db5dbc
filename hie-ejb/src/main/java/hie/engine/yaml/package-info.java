/** YAML documents that people write, read with the line of each value: what is wrong is named where it stands. */
package hie.engine.yaml;
