package hie.engine.golden;

import hie.api.message.Message;
import hie.engine.yaml.YamlMap;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden case as YAML: what is tried, the message, and last what is expected of it. */
public final class GoldenText {

    private static final String EXPECT = "expect";
    private static final Pattern EXPECTED = Pattern.compile("(?m)^" + EXPECT + "\\s*:.*\\z", Pattern.DOTALL);

    private GoldenText() {}

    /**
     * Reads a case.
     *
     * @throws GoldenTextException naming every fault with its line
     */
    public static GoldenCase read(String text) {
        List<String> faults = new ArrayList<>();
        Optional<GoldenCase> read = YamlMap.read(text, faults).map(GoldenText::goldenCase);
        if (!faults.isEmpty()) {
            throw new GoldenTextException(faults);
        }
        return read.orElseThrow();
    }

    private static GoldenCase goldenCase(YamlMap document) {
        document.allow(
                List.of("rules", "transform", "source", "msgClass", "docType", "now", "ignore", "message", EXPECT));
        if (document.has(EXPECT) && !EXPECT.equals(List.copyOf(document.names()).getLast())) {
            document.fault("'expect' comes last");
        }
        GoldenCase read = new GoldenCase(
                subject(document),
                document.text("source", ""),
                document.text("msgClass", ""),
                document.text("docType", ""),
                now(document),
                document.texts("ignore"),
                document.required("message"),
                Optional.empty());
        return read.expecting(document.map(EXPECT).map(expected -> outcome(expected, read, document)));
    }

    private static Subject subject(YamlMap document) {
        List<Subject> named = Arrays.stream(Subject.Kind.values())
                .filter(kind -> document.has(kind.key()))
                .map(kind -> new Subject(kind, document.required(kind.key())))
                .toList();
        if (named.size() != 1) {
            document.fault("expected 'rules: NAME' or 'transform: NAME', one of both");
            return new Subject(Subject.Kind.RULES, "");
        }
        return named.getFirst();
    }

    private static Optional<ZonedDateTime> now(YamlMap document) {
        String text = document.text("now", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean hasZone = text.matches(".*([Zz]|[+-]\\d{2}:\\d{2}|])");
            return Optional.of(
                    hasZone
                            ? ZonedDateTime.parse(text)
                            : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()));
        } catch (DateTimeException e) {
            document.fault("now: '" + text + "' is no time (expected: for example 2026-01-31T12:00:00)");
            return Optional.empty();
        }
    }

    private static Outcome outcome(YamlMap expected, GoldenCase of, YamlMap document) {
        boolean isTransform = of.subject().kind() == Subject.Kind.TRANSFORM;
        expected.allow(isTransform ? List.of("message", "fails") : List.of("fired", "sends", "returns", "fails"));
        if (expected.has("fails")) {
            return Outcome.failed(expected.required("fails"));
        }
        try {
            if (isTransform) {
                return Outcome.ofTransform(message(expected, "message", of));
            }
            List<Outcome.Sent> sent = new ArrayList<>();
            for (YamlMap sending : expected.maps("sends")) {
                sending.allow(List.of("target", "message"));
                sent.add(new Outcome.Sent(sending.required("target"), message(sending, "message", of)));
            }
            return new Outcome(expected.texts("fired"), sent, expected.text("returns", ""), "");
        } catch (IllegalArgumentException e) {
            document.fault(e.getMessage());
            return Outcome.failed(e.getMessage());
        }
    }

    /** What is not written is the message as it came. */
    private static Message message(YamlMap written, String name, GoldenCase of) {
        return written.has(name) ? MessageText.message(written.text(name, ""), of.source()) : of.message();
    }

    /**
     * A case's text with another expectation, all before it kept as it is.
     *
     * @param message the one that was tried
     */
    static String expecting(String text, Message message, Outcome outcome) {
        Map<String, Object> expected = new LinkedHashMap<>();
        if (outcome.isFailure()) {
            expected.put("fails", outcome.failure());
        } else if (outcome.targets().equals(List.of(""))) {
            put(expected, outcome.sent().getFirst().message(), message);
        } else {
            expected.put("fired", outcome.fired());
            expected.put(
                    "sends",
                    outcome.sent().stream().map(sent -> sending(sent, message)).toList());
            if (!outcome.returned().isEmpty()) {
                expected.put("returns", outcome.returned());
            }
        }
        Matcher before = EXPECTED.matcher(text);
        String kept = before.find() ? text.substring(0, before.start()) : text;
        String end = kept.endsWith("\n") ? "" : "\n";
        return kept + end + YamlMap.write(Map.of(EXPECT, expected));
    }

    private static Map<String, Object> sending(Outcome.Sent sent, Message message) {
        Map<String, Object> sending = new LinkedHashMap<>();
        sending.put("target", sent.target());
        put(sending, sent.message(), message);
        return sending;
    }

    private static void put(Map<String, Object> written, Message made, Message came) {
        if (!Arrays.equals(made.body().bytes(), came.body().bytes())) {
            written.put("message", MessageText.of(made));
        }
    }
}
