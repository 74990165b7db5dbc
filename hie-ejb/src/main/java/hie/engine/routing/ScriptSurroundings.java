package hie.engine.routing;

import hie.api.host.CallFailedException;
import hie.api.host.Outbox;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.script.Surroundings;
import hie.engine.stylesheet.Stylesheet;
import hie.engine.table.LookupTable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * What an item does for its script: asks by the outbox of the message in the works, and reads the stylesheets and lookup tables among the
 * item's documents.
 *
 * @param outbox {@code null} while there is no message
 * @param timeout how long it waits for a reply
 */
record ScriptSurroundings(Outbox outbox, Duration timeout, ProjectDocuments documents) implements Surroundings {

    private static final byte[] NOTHING = new byte[0];

    @Override
    public Answer ask(String target, Message message) throws InterruptedException {
        if (outbox == null) {
            return NONE.ask(target, message);
        }
        try {
            return new Answer(
                    Status.SENT, outbox.call(target, message, timeout).body().bytes(), "");
        } catch (CallFailedException e) {
            return new Answer(
                    e.isAnswered() ? Status.ERROR : Status.QUEUED,
                    e.reply() == null ? NOTHING : e.reply(),
                    e.getMessage());
        }
    }

    @Override
    public Message styled(String stylesheet, Message xml) {
        return documents
                .made(
                        ProjectDocuments.STYLESHEETS,
                        stylesheet,
                        Stylesheet.class,
                        text -> Stylesheet.compile(stylesheet, text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no stylesheet '" + stylesheet + "' (expected: stylesheets/" + stylesheet + ".xslt)"))
                .apply(xml, ZonedDateTime.now())
                .message();
    }

    @Override
    public Optional<String> lookUp(String table, String key) {
        return documents
                .made(ProjectDocuments.TABLES, table, LookupTable.class, LookupTable::parse)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no lookup table '" + table + "' (expected: tables/" + table + ".csv)"))
                .find(key, LocalDateTime.now());
    }
}
