package hie.engine.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves references in setting values, so that one configuration serves several places:
 *
 * <ul>
 *   <li>{@code ${var.NAME}} or {@code ${var.NAME:default}} – the environment variable {@code HIE_VAR_NAME}; no other
 *       variable can be read, because they may hold secrets
 *   <li>{@code ${offset:PORT}} – a port with the server's port offset added
 *   <li>{@code ${data}} – the data directory
 * </ul>
 */
@ApplicationScoped
public class SettingReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    private final UnaryOperator<String> environment;

    public SettingReferences() {
        this(System::getenv);
    }

    SettingReferences(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * The value with its references resolved.
     *
     * @throws IllegalArgumentException naming a reference that cannot be resolved
     */
    public String resolve(String value) {
        if (value.indexOf("${") < 0) {
            return value;
        }
        Matcher references = REFERENCE.matcher(value);
        return references.replaceAll(reference -> Matcher.quoteReplacement(resolveOne(reference.group(1))));
    }

    private String resolveOne(String reference) {
        if (reference.equals("data")) {
            return Path.of(System.getProperty("hie.data.dir", "data"))
                    .toAbsolutePath()
                    .toString();
        }
        if (reference.matches("offset:\\d{1,5}")) {
            int port = Integer.parseInt(reference.substring("offset:".length()));
            return String.valueOf(port + Integer.getInteger("jboss.socket.binding.port-offset", 0));
        }
        if (reference.startsWith("var.")) {
            return variable(reference.substring("var.".length()));
        }
        throw new IllegalArgumentException("${" + reference
                + "} is no reference (expected: ${var.NAME}, ${var.NAME:default}, ${offset:PORT} or ${data})");
    }

    private String variable(String text) {
        int colon = text.indexOf(':');
        String name = "HIE_VAR_" + (colon < 0 ? text : text.substring(0, colon));
        String value = environment.apply(name);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set, and ${var." + text
                    + "} has no default; write ${var." + text + ":default} or set it");
        }
        return text.substring(colon + 1);
    }
}
