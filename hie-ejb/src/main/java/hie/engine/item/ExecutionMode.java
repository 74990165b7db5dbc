package hie.engine.item;

import java.util.Locale;

/** How an item's workers are made: the values of the setting of that name. */
public enum ExecutionMode {
    /** PoolSize threads, one message each. */
    THREAD_POOL,
    /** One thread; while the item is paused it takes a message when it is asked to. */
    SINGLE_PROCESS,
    /** One thread with several messages under way. */
    ASYNC,
    /** In operating-system processes of their own. */
    MULTIPROCESS;

    /** The mode as settings, REST and the console write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExecutionMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
