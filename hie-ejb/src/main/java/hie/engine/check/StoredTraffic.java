package hie.engine.check;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.engine.config.ProjectConfig;
import hie.engine.config.UsedDocuments;
import hie.engine.golden.Subject;
import hie.engine.production.ConflictException;
import hie.engine.production.Projects;
import hie.engine.rule.RuleLibrary;
import hie.store.message.MessageDetail;
import hie.store.message.MessagePage;
import hie.store.message.MessageQuery;
import hie.store.message.MessageSummary;
import hie.store.message.Warehouse;
import hie.store.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Tries a candidate on messages of the warehouse. Nothing is sent, and nothing written. One comparison at a time, on its caller's thread, for at most {@value #MOST_SECONDS}
 * seconds and {@value #MOST_MESSAGES} messages: what runs has the rest of the machine.
 */
@ApplicationScoped
public class StoredTraffic {

    /** So many messages are tried at most. */
    public static final int MOST_MESSAGES = 1000;

    static final int MOST_SECONDS = 30;

    /** So many that are not the same are told at most. */
    private static final int MOST_SHOWN = 100;

    private static final int PAGE = 100;

    private final Semaphore turn = new Semaphore(1);

    @Inject
    Warehouse warehouse;

    @Inject
    Projects projects;

    Clock clock = Clock.systemDefaultZone();

    /**
     * Which messages, and what is to be told.
     *
     * @param item the item that got them
     * @param from created then or later; {@code null} for any
     * @param to created before; {@code null} for any
     * @param limit the newest so many, 1 to {@value #MOST_MESSAGES}
     * @param shown so many that are not the same, 0 to {@value #MOST_SHOWN}
     * @param ignore paths that do not count
     */
    public record Selection(String item, Instant from, Instant to, int limit, int shown, List<String> ignore) {

        public Selection {
            if (item == null || item.isBlank()) {
                throw new IllegalArgumentException(
                        "item: a value is required (expected: the item that got the messages)");
            }
            if (limit < 1 || limit > MOST_MESSAGES) {
                throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST_MESSAGES + ")");
            }
            if (shown < 0 || shown > MOST_SHOWN) {
                throw new IllegalArgumentException("shown: " + shown + " (expected: 0 to " + MOST_SHOWN + ")");
            }
            ignore = List.copyOf(ignore);
        }
    }

    /**
     * Compares what a candidate makes of stored messages with what the deployed revision makes of them.
     *
     * @throws IllegalArgumentException when one of both does not have the subject, or it cannot be run
     * @throws ConflictException when the project was never deployed, or another comparison is at work
     */
    public Comparison compare(UUID project, ProjectConfig candidate, Subject subject, Selection selection) {
        Project found = projects.project(project);
        int revision = found.deployedRevision()
                .orElseThrow(() -> new ConflictException("Project '" + found.name() + "' has never been deployed"));
        Comparing comparing = new Comparing(
                trial(subject, projects.config(project, revision)),
                trial(subject, candidate),
                selection.ignore(),
                selection.shown(),
                ZonedDateTime.now(clock));
        if (!turn.tryAcquire()) {
            throw new ConflictException("Another comparison is at work; try again when it is done");
        }
        try {
            return run(comparing, found.workspace().name() + "/" + found.name(), selection);
        } finally {
            turn.release();
        }
    }

    private static Subject.Trial trial(Subject subject, ProjectConfig config) {
        return subject.in(new RuleLibrary(UsedDocuments.all(config)));
    }

    private Comparison run(Comparing comparing, String project, Selection selection) {
        Instant deadline = clock.instant().plus(Duration.ofSeconds(MOST_SECONDS));
        MessageQuery query = MessageQuery.builder()
                .project(project)
                .item(selection.item())
                .from(selection.from())
                .to(selection.to())
                .build();
        String cursor = null;
        int tried = 0;
        do {
            MessagePage page = warehouse.search(query, cursor, PAGE);
            for (MessageSummary message : page.messages()) {
                if (clock.instant().isAfter(deadline)) {
                    return comparing.result(false);
                }
                if (tried < selection.limit() && !message.source().equals(selection.item())) {
                    tryOn(comparing, message.id());
                    tried++;
                }
            }
            cursor = page.next().orElse(null);
        } while (cursor != null && tried < selection.limit());
        return comparing.result(true);
    }

    private void tryOn(Comparing comparing, UUID id) {
        warehouse
                .find(id)
                .flatMap(detail -> warehouse.body(id).map(body -> message(detail, body)))
                .ifPresentOrElse(comparing::tryOn, comparing::absent);
    }

    /** The message as the item got it. */
    static Message message(MessageDetail detail, byte[] body) {
        MessageHeader header = MessageHeader.inbound(
                        detail.id(), detail.created(), detail.source(), detail.contentType())
                .describedAs(detail.schemaName(), detail.schemaVersion(), "");
        for (String property : detail.properties().split("\n")) {
            int equals = property.indexOf('=');
            if (equals > 0) {
                header = header.withProperty(property.substring(0, equals), property.substring(equals + 1));
            }
        }
        return new Message(header, MessageBody.of(body));
    }
}
