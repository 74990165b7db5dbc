package hie.engine.item;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an item lives: workspace, project, name. Names are letters, digits, blanks and {@code _ . -}, at most 64 characters.
 */
public record ItemKey(String workspace, String project, String item) implements Comparable<ItemKey> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}");

    public ItemKey {
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(item, "item");
    }

    /** Whether a text can be the name of a workspace, project or item. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Another item of the same project. */
    public ItemKey sibling(String name) {
        return new ItemKey(workspace, project, name);
    }

    /** The project's address, {@code workspace/project}. */
    public String projectPath() {
        return workspace + "/" + project;
    }

    /** The item's address, {@code workspace/project/item}. */
    public String path() {
        return workspace + "/" + project + "/" + item;
    }

    /** The broker's name of the queue that other items send to. */
    public String queueName() {
        return "hie.item." + dotted();
    }

    /** The item of a queue that belongs to one, by the broker's name of it. */
    public static ItemKey ofQueue(String queueName) {
        String[] parts = queueName.split("\\.", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("'" + queueName + "' is no queue of an item");
        }
        return new ItemKey(decode(parts[2]), decode(parts[3]), decode(parts[4]));
    }

    /** The broker's name of the queue that JMS clients send to, for a service that has one. */
    public String entryQueueName() {
        return "hie.in." + dotted();
    }

    /** The broker's name of the queue that keeps what a service has accepted of late. */
    public String seenQueueName() {
        return "hie.seen." + dotted();
    }

    /** A name for the item's archive and pool. */
    public String archiveName() {
        return "hie-item-" + dotted();
    }

    /** Dots part the names, so a dot within a name is written {@code %2E}; blanks are {@code %20}. */
    private String dotted() {
        return encode(workspace) + "." + encode(project) + "." + encode(item);
    }

    private static String encode(String name) {
        return name.replace(".", "%2E").replace(" ", "%20");
    }

    private static String decode(String name) {
        return name.replace("%2E", ".").replace("%20", " ");
    }

    /** Reads what {@link #path} wrote. */
    public static ItemKey parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + path + "' is no item path (expected: workspace/project/item)");
        }
        return new ItemKey(parts[0], parts[1], parts[2]);
    }

    @Override
    public int compareTo(ItemKey other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}
