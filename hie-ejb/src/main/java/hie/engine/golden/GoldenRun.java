package hie.engine.golden;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.golden.GoldenResult.Verdict;
import hie.engine.rule.RuleLibrary;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** Tries all golden cases of a project. Used by one thread. */
public final class GoldenRun {

    private final ProjectDocuments documents;
    private final RuleLibrary library;
    private final Clock clock;

    /**
     * @param documents all of the project's
     * @param clock gives the time to cases that name none
     */
    public GoldenRun(ProjectDocuments documents, Clock clock) {
        this.documents = documents;
        this.library = new RuleLibrary(documents);
        this.clock = clock;
    }

    /** How each case came out, by name. */
    public List<GoldenResult> results() {
        return documents.texts().entrySet().stream()
                .filter(document -> document.getKey().folder().equals(GoldenCase.FOLDER))
                .map(document -> Map.entry(document.getKey().name(), document.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(document -> result(document.getKey(), document.getValue()))
                .toList();
    }

    private GoldenResult result(String name, String text) {
        String subject = "";
        try {
            GoldenCase read = GoldenText.read(text);
            subject = read.subject().toString();
            return result(name, text, read);
        } catch (IllegalArgumentException e) {
            return new GoldenResult(name, subject, Verdict.FAULTY, e.getMessage(), List.of(), "");
        }
    }

    private GoldenResult result(String name, String text, GoldenCase golden) {
        Message message = golden.message();
        Outcome actual =
                golden.subject().in(library).run(message, golden.now().orElseGet(() -> ZonedDateTime.now(clock)));
        List<Difference> differences = golden.expected()
                .map(expected -> OutcomeDifferences.between(expected, actual, golden.ignore()))
                .orElse(List.of());
        Verdict verdict =
                golden.expected().isEmpty() ? Verdict.OPEN : differences.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
        String accepted = GoldenText.expecting(text, message, actual);
        return new GoldenResult(name, golden.subject().toString(), verdict, "", differences, accepted);
    }
}
