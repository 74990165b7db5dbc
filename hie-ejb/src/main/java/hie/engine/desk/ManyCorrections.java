package hie.engine.desk;

import hie.api.message.Message;
import hie.engine.config.UsedDocuments;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.production.ConflictException;
import hie.engine.production.Projects;
import hie.engine.rule.RuleLibrary;
import hie.engine.transform.MessageTransform;
import hie.store.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Corrects many suspended messages in the same way, and sends them again. Transforms are those of the newest revision of each
 * message's project, deployed or not. Safe for use by any thread; each action runs on its caller's.
 */
@ApplicationScoped
public class ManyCorrections {

    @Inject
    SuspendedDesk desk;

    @Inject
    Projects projects;

    private Function<String, RuleLibrary> libraries = this::newest;

    /** For the container, which sets the fields. */
    protected ManyCorrections() {}

    /** Corrections at a desk, with the documents of projects from anywhere. */
    ManyCorrections(SuspendedDesk desk, Function<String, RuleLibrary> libraries) {
        this.desk = desk;
        this.libraries = libraries;
    }

    private RuleLibrary newest(String path) {
        int slash = path.indexOf('/');
        Project project = projects.project(path.substring(0, slash), path.substring(slash + 1));
        return new RuleLibrary(UsedDocuments.all(projects.head(project.id())));
    }

    /**
     * What a correction would do. Nothing is changed.
     *
     * @throws ConflictException when the messages are not as many as the user was shown
     */
    public CorrectionTrial tryOn(Selection selection, Correction correction) {
        Tally tally = new Tally(new Work(correction));
        desk.look(selection, tally::see);
        return tally.result();
    }

    /**
     * Corrects messages and sends them again, in their order. What is held behind them goes with them, corrected where it is meant
     * as well. It is tried on all of them before the first is sent.
     *
     * @return how many were sent again
     * @throws ConflictException when one of them cannot be corrected so, and as {@link SuspendedDesk#retry(Selection, String)}
     */
    public int retry(Selection selection, Correction correction, String user) {
        CorrectionTrial trial = tryOn(selection, correction);
        if (trial.failed() > 0) {
            throw new ConflictException(trial.failed() + " of " + trial.messages()
                    + " messages cannot be corrected so, and none was sent again: "
                    + trial.failures().getFirst().why());
        }
        Work work = new Work(correction);
        int sent = desk.retry(selection, work::on, user);
        DeskLog.LOG.correctedMany(user, sent, correction.what());
        return sent;
    }

    /** One correction, made ready once for each project and kind of content. */
    private final class Work {

        private final Correction correction;
        private final ZonedDateTime now = ZonedDateTime.now();
        private final Map<String, RuleLibrary> opened = new HashMap<>();
        private final Map<List<String>, MessageTransform> ready = new HashMap<>();

        Work(Correction correction) {
            this.correction = correction;
        }

        Message on(SuspendedMessage suspended) {
            Message message = suspended.message();
            String project = suspended.suspension().project();
            MessageTransform transform = ready.computeIfAbsent(
                    List.of(project, message.header().contentType()),
                    unknown -> correction.of(message, opened.computeIfAbsent(project, libraries)));
            return transform.apply(message, now).message();
        }
    }

    private static final class Tally {

        private final Work work;
        private final List<CorrectionTrial.Failure> failures = new ArrayList<>();
        private int messages;
        private int changed;
        private int failed;

        Tally(Work work) {
            this.work = work;
        }

        void see(SuspendedMessage suspended) {
            messages++;
            try {
                byte[] before = suspended.message().body().bytes();
                changed += Arrays.equals(before, work.on(suspended).body().bytes()) ? 0 : 1;
            } catch (RuntimeException e) {
                failed++;
                if (failures.size() < CorrectionTrial.MOST_FAILURES) {
                    failures.add(
                            new CorrectionTrial.Failure(suspended.suspension().id(), e.getMessage()));
                }
            }
        }

        CorrectionTrial result() {
            return new CorrectionTrial(messages, changed, failed, failures);
        }
    }
}
