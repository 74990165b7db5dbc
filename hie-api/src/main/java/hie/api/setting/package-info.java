/**
 * Settings, declared once: forms, REST validation, documentation, the importers and the command line are all driven by the
 * {@link hie.api.setting.Setting} annotations on host classes.
 */
package hie.api.setting;
