package hie.console.item;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One setting in an item's form: what its declaration says of it, and what has been written into it. A setting into which nothing
 * is written is left out of the item and takes its default; that nothing is meant, in place of the default, is said by a tick.
 */
public class SettingField implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String key;
    private final String given;
    private final String defaultValue;
    private final String help;
    private final SettingBounds bounds;
    private final ArrayList<String> choices;
    private final ArrayList<String> suggestions;
    private final boolean severalLines;
    private final boolean declared;
    private final boolean emptiable;
    private final ArrayList<String> findings = new ArrayList<>();
    private String value;
    private boolean emptied;

    private SettingField(SettingDescriptor setting, String key, String given, List<String> suggestions) {
        this.name = setting.name();
        this.key = key;
        this.given = given;
        this.defaultValue = setting.defaultValue();
        this.help = setting.description();
        this.bounds = SettingBounds.of(setting);
        this.choices = new ArrayList<>(choices(setting, given));
        this.suggestions = new ArrayList<>(suggestions);
        this.severalLines = setting.type() == SettingType.TEXT || hasLines(given);
        this.declared = true;
        this.emptiable = isText(setting) && !defaultValue.isEmpty() || "".equals(given);
        begin();
    }

    private SettingField(String name, String given) {
        this.name = name;
        this.key = name;
        this.given = given;
        this.defaultValue = "";
        this.help = "";
        this.bounds = SettingBounds.NONE;
        this.choices = new ArrayList<>();
        this.suggestions = new ArrayList<>();
        this.severalLines = hasLines(given);
        this.declared = false;
        this.emptiable = given.isEmpty();
        begin();
    }

    /**
     * The field of a declared setting.
     *
     * @param key the name under which the item gives it, or would
     * @param given its value; {@code null} when the item leaves it out
     * @param suggestions values that are offered beside what may be written
     */
    static SettingField of(SettingDescriptor setting, String key, String given, List<String> suggestions) {
        return new SettingField(setting, key, given, suggestions);
    }

    /** The field of something that the item gives and its class does not declare: it can only be taken out. */
    static SettingField undeclared(String name, String given) {
        return new SettingField(name, given);
    }

    private static boolean isText(SettingDescriptor setting) {
        return setting.type() == SettingType.STRING || setting.type() == SettingType.TEXT;
    }

    private static boolean hasLines(String text) {
        return text != null && text.indexOf('\n') >= 0;
    }

    /** A value that is none of the choices, such as a reference, stays a choice where it is given. */
    private static List<String> choices(SettingDescriptor setting, String given) {
        List<String> all =
                new ArrayList<>(setting.type() == SettingType.BOOLEAN ? List.of("true", "false") : setting.choices());
        if (!all.isEmpty() && given != null && !given.isEmpty() && !all.contains(given)) {
            all.add(given);
        }
        return all;
    }

    private void begin() {
        value = given;
        emptied = "".equals(given);
    }

    /** What the item is to give for it; absent: nothing, so that the default holds. */
    Optional<String> chosen() {
        if (value != null && !value.isEmpty()) {
            return Optional.of(value);
        }
        return emptied ? Optional.of("") : Optional.empty();
    }

    /** Whether a value is written and the tick says that there is none. */
    boolean isContradictory() {
        return emptied && value != null && !value.isEmpty();
    }

    /** Whether it is meant by that name. */
    boolean isCalled(String settingName) {
        return name.equals(settingName) || key.equals(settingName);
    }

    void find(String finding) {
        findings.add(finding);
    }

    void forgetFindings() {
        findings.clear();
    }

    /** The declared name. */
    public String getName() {
        return name;
    }

    /** The name under which the item gives it. */
    public String getKey() {
        return key;
    }

    public String getHelp() {
        return help;
    }

    public SettingBounds getBounds() {
        return bounds;
    }

    /** What holds when nothing is written; empty for none. */
    public String getDefaultValue() {
        return defaultValue;
    }

    /** The values to choose from; empty when it is written. */
    public List<String> getChoices() {
        return choices;
    }

    public List<String> getSuggestions() {
        return suggestions;
    }

    /** The component of the page that it is written with. */
    public String getInput() {
        if (!choices.isEmpty()) {
            return "choice";
        }
        return severalLines ? "text" : "line";
    }

    /** As many lines as its text has, and some to go on. */
    public int getRows() {
        return value == null ? 3 : (int) Math.clamp(value.lines().count() + 2, 3, 16);
    }

    public boolean isDeclared() {
        return declared;
    }

    /** Whether nothing is a value of its own, other than the default. */
    public boolean isEmptiable() {
        return emptiable;
    }

    /** What is wrong with it, a sentence each. */
    public List<String> getFindings() {
        return findings;
    }

    public String getValue() {
        return value;
    }

    /** Takes what a browser sent, which writes line ends in its own way: what was not changed stays as it was, byte for byte. */
    public void setValue(String written) {
        String text = written == null ? null : written.replace("\r\n", "\n");
        boolean isAsGiven = given != null && given.replace("\r\n", "\n").equals(text);
        value = isAsGiven ? given : text;
    }

    /** Whether nothing is meant in place of the default. */
    public boolean isEmptied() {
        return emptied;
    }

    public void setEmptied(boolean emptied) {
        this.emptied = emptied;
    }
}
