package hie.engine.document;

import java.util.List;

/** Where something is in messages of one format; made of a path by {@link Format#place}. Immutable. */
public interface Place {

    /** The keys in its brackets whose value is only known when it is used. */
    List<String> keys();

    /** Whether it is one place, so that a value can be put there. */
    boolean isSingle();

    /** Whether it stands for each of several: its last brackets are empty, and no others. */
    boolean isEach();

    /** Whether there may be an object or list. */
    boolean mayBeObject();
}
