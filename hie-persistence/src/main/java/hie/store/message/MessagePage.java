package hie.store.message;

import java.util.List;
import java.util.Optional;

/**
 * A part of the answer to a search.
 *
 * @param messages newest first
 * @param next the cursor of the next page; empty when there is none
 */
public record MessagePage(List<MessageSummary> messages, Optional<String> next) {

    public MessagePage {
        messages = List.copyOf(messages);
    }
}
