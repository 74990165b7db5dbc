/**
 * Reads channels that Mirth Connect and its kin export and makes a project's configuration of them: items for connectors, scripts for filters
 * and transformers, and whatever has no meaning here word for word. Class names in the files are texts and nothing else: nothing is
 * instantiated, and nothing is run while it is imported. {@link hie.engine.mirth.MirthImports} alone writes, and only desired state (ADR 0040).
 */
package hie.engine.mirth;
