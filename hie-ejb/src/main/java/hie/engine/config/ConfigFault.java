package hie.engine.config;

/**
 * Something wrong with a configuration.
 *
 * @param item the item, or empty when it is the project's
 * @param setting the setting, or empty when it is none's
 * @param message what is wrong and what to do
 */
public record ConfigFault(String item, String setting, String message) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!item.isEmpty()) {
            text.append("item ").append(item).append(": ");
        }
        if (!setting.isEmpty()) {
            text.append("setting ").append(setting).append(": ");
        }
        return text.append(message).toString();
    }
}
