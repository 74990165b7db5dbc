package hie.engine.document;

import hie.api.message.Message;
import java.util.List;
import java.util.Locale;

/** A format whose messages are trees of named parts. */
public abstract class TreeFormat implements Format {

    private static final List<String> KINDS = List.of("hl7", "json", "xml");

    private final String name;
    private final String beginnings;

    /**
     * @param name also what its media types have in their names
     * @param beginnings the characters of which one is the first of each message
     */
    protected TreeFormat(String name, String beginnings) {
        this.name = name;
        this.beginnings = beginnings;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String contentType() {
        return "application/" + name;
    }

    /** By its media type, or, when that says nothing of what is in it, by its first character. */
    @Override
    public final boolean isOf(Message message) {
        String type = message.header().contentType().toLowerCase(Locale.ROOT);
        if (KINDS.stream().anyMatch(type::contains)) {
            return type.contains(name);
        }
        for (byte b : message.body().bytes()) {
            if (b > ' ') {
                return beginnings.indexOf(b) >= 0;
            }
        }
        return false;
    }
}
