package hie.engine.reply;

import hie.api.host.Delivery;
import hie.api.setting.SettingSyntax;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an operation does upon which reply or failure: the setting of that name, in the grammar of IRIS. Entries {@code code=actions} are
 * parted by commas; the first whose code holds decides. An entry with the action W alone decides nothing: it warns, whatever
 * decides, and completes the delivery when nothing does. Immutable.
 */
public final class ReplyCodeActions {

    /** The name of the setting. */
    public static final String SETTING = "ReplyCodeActions";

    /** What IRIS does for HL7 when the setting is empty. */
    public static final String HL7_DEFAULT = ":?R=RF,:?E=S,:~=S,:?A=C,:*=S,:I?=W,:T?=C";

    /** What IRIS leaves to its adapter, by status: what may pass is tried again, what is refused is suspended. */
    public static final String HTTP_DEFAULT = "E#408=RF,E#425=RF,E#429=RF,E#5xx=RF,X=RF,E=S";

    private static final String CODES = ":AA and the like, :?A, :?E, :?R, :_, :*, :~, :I?, :T?, E, E#n, E*text or X";
    private static final String ACTIONS = "C, W, R, S, D or F";

    private final List<Entry> entries;
    private final List<Entry> warnings;
    private final boolean looksAtReplies;

    /** The right side's letters. */
    private enum Action {
        /** Completed. */
        C,
        /** Warn. */
        W,
        /** Retry, until FailureTimeout. */
        R,
        /** Suspend, and go on with the next message. */
        S,
        /** Disable the operation, and put the message back. */
        D,
        /** Fail, and go on with the next message. */
        F
    }

    private record Entry(ReplyCode code, Set<Action> actions, String text) {

        boolean decides() {
            return actions.size() > 1 || !actions.contains(Action.W);
        }

        boolean warns() {
            return actions.contains(Action.W);
        }
    }

    private ReplyCodeActions(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.warnings = entries.stream().filter(Entry::warns).toList();
        this.looksAtReplies = entries.stream().anyMatch(entry -> !entry.code.isOfFailure());
    }

    /**
     * Reads a list of entries.
     *
     * @throws IllegalArgumentException naming the place and what was expected there
     */
    public static ReplyCodeActions parse(String text) {
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            entries.add(entry(text, start, end));
            start = end + 1;
        }
        return new ReplyCodeActions(entries);
    }

    private static Entry entry(String text, int start, int end) {
        String entry = text.substring(start, end);
        int equals = entry.lastIndexOf('=');
        if (equals < 0) {
            throw fault(entry, start, "has no '=' (expected: code=actions, for example :?A=C)");
        }
        String code = entry.substring(0, equals).strip();
        ReplyCode known = ReplyCode.parse(code)
                .orElseThrow(() -> fault(code, start, "is no reply code (expected: " + CODES + ")"));
        return new Entry(known, actions(entry.substring(equals + 1), start + equals + 1), code);
    }

    private static Set<Action> actions(String letters, int start) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        String given = letters.strip();
        for (char letter : given.toCharArray()) {
            actions.add(action(letter)
                    .orElseThrow(() -> fault(
                            String.valueOf(letter),
                            start + letters.indexOf(letter),
                            "is no action (expected: " + ACTIONS + ")")));
        }
        if (actions.isEmpty()) {
            throw fault(letters, start, "names no action (expected: " + ACTIONS + ")");
        }
        Set<Action> ends = EnumSet.copyOf(actions);
        ends.removeAll(EnumSet.of(Action.W, Action.R));
        boolean completesAndRetries = actions.contains(Action.C) && actions.contains(Action.R);
        if (given.length() != actions.size() || ends.size() > 1 || completesAndRetries) {
            throw fault(
                    given,
                    start + letters.indexOf(given),
                    "cannot be done together (expected: one of C, S, D, F, with R before S, D or F to try again first, and W to"
                            + " warn as well)");
        }
        return actions;
    }

    private static Optional<Action> action(char letter) {
        return switch (letter) {
            case 'C' -> Optional.of(Action.C);
            case 'W' -> Optional.of(Action.W);
            case 'R' -> Optional.of(Action.R);
            case 'S' -> Optional.of(Action.S);
            case 'D' -> Optional.of(Action.D);
            case 'F' -> Optional.of(Action.F);
            default -> Optional.empty();
        };
    }

    private static IllegalArgumentException fault(String what, int at, String why) {
        return new IllegalArgumentException("'" + what + "' at position " + (at + 1) + " " + why);
    }

    /**
     * What to do upon a reply; a reply that no entry names fails, as in IRIS.
     *
     * @param bytes the reply as it came, to be kept
     */
    public Judgement judge(Reply reply, byte[] bytes) {
        return judge(
                decision(entry -> holds(entry.code, reply)),
                warning(entry -> holds(entry.code, reply)),
                EnumSet.of(Action.F),
                bytes,
                reply.describe());
    }

    /** Whether any entry is about replies, so that it is worth looking into one. */
    public boolean looksAtReplies() {
        return looksAtReplies;
    }

    /** Whether an entry names this reply, so that it is to be judged. */
    public boolean names(Reply reply) {
        return entries.stream().anyMatch(entry -> holds(entry.code, reply));
    }

    /** Whether an entry names this failure. */
    public boolean names(Failure failure) {
        return entries.stream().anyMatch(entry -> entry.code.matches(failure));
    }

    private boolean holds(ReplyCode code, Reply reply) {
        return code.sign() == ReplyCode.Sign.OTHER
                ? reply.hasAcknowledgement()
                        && entries.stream()
                                .noneMatch(entry -> entry.code.sign().namesCode() && entry.code.matches(reply))
                : code.matches(reply);
    }

    /**
     * What to do upon a failure. One that no entry names fails when the destination gave a status, as in IRIS; otherwise it is
     * tried again, and fails at last.
     *
     * @param bytes the reply as it came, to be kept; {@code null} for none
     */
    public Judgement judge(Failure failure, byte[] bytes) {
        Judgement judgement = judge(
                decision(entry -> entry.code.matches(failure)),
                warning(entry -> entry.code.matches(failure)),
                failure.status() < 0 ? EnumSet.of(Action.R, Action.F) : EnumSet.of(Action.F),
                bytes,
                failure.text());
        return failure.isWithoutReply() ? new Judgement(judgement.delivery.unanswered(), judgement.warning) : judgement;
    }

    private interface Test {
        boolean holds(Entry entry);
    }

    private Entry decision(Test test) {
        for (Entry entry : entries) {
            if (entry.decides() && test.holds(entry)) {
                return entry;
            }
        }
        return null;
    }

    private String warning(Test test) {
        StringBuilder codes = new StringBuilder();
        for (Entry entry : warnings) {
            if (test.holds(entry)) {
                codes.append(codes.isEmpty() ? "" : " ").append(entry.text);
            }
        }
        return codes.toString();
    }

    private static Judgement judge(Entry decision, String warning, Set<Action> otherwise, byte[] bytes, String detail) {
        Set<Action> actions =
                decision != null ? decision.actions : warning.isEmpty() ? otherwise : EnumSet.of(Action.C);
        String text = warning.isEmpty() ? detail : detail + " (warning " + warning + ")";
        return new Judgement(delivery(actions, bytes, text), warning);
    }

    private static Delivery delivery(Set<Action> actions, byte[] bytes, String detail) {
        if (actions.contains(Action.R)) {
            return Delivery.retry(bytes, detail).atLast(end(actions));
        }
        if (actions.contains(Action.C)) {
            return Delivery.completed(bytes, detail);
        }
        return new Delivery(end(actions), bytes, detail, Delivery.Verdict.FAILED, true);
    }

    /** Retrying that is given up fails, when nothing else is said. */
    private static Delivery.Verdict end(Set<Action> actions) {
        if (actions.contains(Action.S)) {
            return Delivery.Verdict.SUSPENDED;
        }
        return actions.contains(Action.D) ? Delivery.Verdict.DISABLED : Delivery.Verdict.FAILED;
    }

    /**
     * What to do.
     *
     * @param warning the codes that call for a warning, parted by blanks; empty for none
     */
    public record Judgement(Delivery delivery, String warning) {

        /** What needs no judging. */
        public static Judgement of(Delivery delivery) {
            return new Judgement(delivery, "");
        }
    }

    /** The grammar for HL7 over MLLP, which has no status numbers. */
    public static final class Hl7Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return faultOf(value, ReplyCode::isOfStatus, "MLLP has no status numbers; use E*text, X or E");
        }
    }

    /** The grammar for HTTP. */
    public static final class HttpSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return faultOf(value, code -> false, "");
        }
    }

    /** The grammar for operations that get no reply code: failures, of which there is a description and no status number. */
    public static final class FailureSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return faultOf(
                    value,
                    code -> !code.isOfFailure() || code.isOfStatus(),
                    "operations of this class get no reply codes and no status numbers; use E*text, X or E");
        }
    }

    private static Optional<String> faultOf(String value, Predicate<ReplyCode> isImpossible, String why) {
        try {
            return parse(value).entries.stream()
                    .filter(entry -> isImpossible.test(entry.code))
                    .findFirst()
                    .map(entry -> "'" + entry.text + "' at position " + (value.indexOf(entry.text) + 1)
                            + " can never hold: " + why);
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
