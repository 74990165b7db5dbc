package hie.engine.document;

import java.util.List;

/** Knows, step by step, through which members a path leads that is written in the words of a schema. Used for one path. */
public interface Guide {

    /**
     * The members in the place of the next one.
     *
     * @param isCounted whether brackets follow it
     * @param isLast whether nothing follows it, but for brackets
     * @throws IllegalArgumentException when the schema has no such place
     */
    List<String> members(String name, boolean isCounted, boolean isLast);
}
