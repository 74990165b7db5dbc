package hie.api.setting;

/** The part of an item that a setting configures, as in an IRIS production. */
public enum SettingTarget {
    HOST,
    ADAPTER
}
