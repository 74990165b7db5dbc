package hie.api.setting;

/**
 * A host's judgement that the value of one of its settings cannot be: thrown from {@code Host.onInit}, it is reported with the
 * item and the setting before the configuration is deployed.
 */
public final class SettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String fault;

    /**
     * A faulty setting.
     *
     * @param setting its declared name
     * @param fault what is wrong with it, where in it, and what to do; without the setting's name
     */
    public SettingException(String setting, String fault) {
        this(setting, fault, null);
    }

    /** A faulty setting, found by something that threw {@code cause}. */
    public SettingException(String setting, String fault, Throwable cause) {
        super(setting + ": " + fault, cause);
        this.setting = setting;
        this.fault = fault;
    }

    public String setting() {
        return setting;
    }

    public String fault() {
        return fault;
    }
}
