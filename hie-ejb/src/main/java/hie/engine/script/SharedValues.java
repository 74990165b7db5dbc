package hie.engine.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that outlive a message, shared by scripts of one project: {@code globalMap}, or of one channel, {@code globalChannelMap}. Texts only, at most
 * {@value #MOST_ENTRIES} of them and {@value #MOST_CHARACTERS} characters in all. They are in the memory of one process and are gone
 * when it ends. Safe for use by any thread.
 */
public final class SharedValues {

    static final int MOST_ENTRIES = 10_000;
    static final int MOST_CHARACTERS = 4_000_000;

    private static final Map<Owner, SharedValues> ALL = new ConcurrentHashMap<>();

    private record Owner(String workspace, String project, String channel) {}

    private final Map<String, String> values = new HashMap<>();
    private int characters;

    /**
     * The values of a project or of a channel in it.
     *
     * @param channel empty for those of the whole project
     */
    public static SharedValues of(String workspace, String project, String channel) {
        return ALL.computeIfAbsent(new Owner(workspace, project, channel), made -> new SharedValues());
    }

    synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Keeps a value; {@code null} removes it.
     *
     * @throws LimitExceeded when there would be too many or too long ones
     */
    synchronized void put(String name, String value) {
        String before = values.remove(name);
        characters -= before == null ? 0 : name.length() + before.length();
        if (value == null) {
            return;
        }
        if (values.size() >= MOST_ENTRIES || characters + (long) name.length() + value.length() > MOST_CHARACTERS) {
            throw new LimitExceeded("keeps more in a global map than it may (allowed: " + MOST_ENTRIES + " values, "
                    + MOST_CHARACTERS + " characters)");
        }
        values.put(name, value);
        characters += name.length() + value.length();
    }

    /** How many there are; what they are may be anything. */
    @Override
    public synchronized String toString() {
        return "SharedValues[" + values.size() + "]";
    }
}
