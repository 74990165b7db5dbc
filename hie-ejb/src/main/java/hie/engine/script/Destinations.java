package hie.engine.script;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.script.Sandbox.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mozilla.javascript.Scriptable;

/**
 * Where the message of a script goes, and what single items get of their own ({@code destination}): while that is made, {@code msg}, {@code tmp} and
 * {@code message} are about it, and it begins as what the script itself made of the message. An item that is asked has its message at
 * once, and these names are then about its reply. For one run.
 */
final class Destinations {

    /** What comes back of what goes nowhere. */
    private static final Surroundings.Answer NOBODY =
            new Surroundings.Answer(Surroundings.Status.SENT, new byte[0], "");

    private final Run run;
    private final Scriptable scope;
    private final ScriptTask task;
    private final ScriptMessage own;
    private final Carried carried;
    private final Set<String> targets;
    private final Set<String> leftOut = new HashSet<>();
    private final Map<String, Message> made = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private ScriptMessage current;
    private String item;
    private Message common;

    Destinations(Run run, Scriptable scope, ScriptTask task, Carried carried) {
        this.run = run;
        this.scope = scope;
        this.task = task;
        this.carried = carried;
        this.own = new ScriptMessage(run, scope, task.message(), task.inbound(), task.outbound());
        this.current = own;
        this.targets = new LinkedHashSet<>(task.targets());
    }

    /** What the script's names are about at this moment. */
    ScriptMessage current() {
        return current;
    }

    /** What all get who get nothing of their own. */
    Message common() {
        if (common == null) {
            common = own.result();
        }
        return common;
    }

    List<String> targets() {
        return List.copyOf(targets);
    }

    Map<String, Message> made() {
        return made;
    }

    List<String> asked() {
        return asked;
    }

    /** Whether it would have gone there. */
    boolean leaveOut(String name) {
        leftOut.add(name);
        return targets.remove(name);
    }

    /**
     * Begins what one item gets.
     *
     * @param goesNowhere whether it is made for its effects alone: then there need be no such item
     * @return false when the item was left out: nothing has begun
     */
    boolean begin(String name, ContentKind inbound, ContentKind outbound, boolean goesNowhere) {
        if (current != own) {
            throw new Refused("a destination cannot stand within another one");
        }
        if (leftOut.contains(name)) {
            return false;
        }
        if (made.containsKey(name) || !(goesNowhere || targets.contains(name))) {
            throw new Refused(
                    "a destination names a connected item, each once; connect the items, or correct the name");
        }
        item = name;
        current = new ScriptMessage(run, scope, common(), inbound, outbound);
        return true;
    }

    /** Sends what was made to its item and waits for the reply. */
    Surroundings.Answer ask(ContentKind replies) {
        requireBegun();
        Message question = carried.on(current.result());
        Surroundings.Answer answer = NOBODY;
        if (targets.remove(item)) {
            answer = answer(question);
            asked.add(item);
        }
        run.admit(2L * answer.content().length);
        current = new ScriptMessage(
                run,
                scope,
                new Message(question.header(), MessageBody.of(answer.content())),
                replies,
                ContentKind.AUTO);
        return answer;
    }

    private Surroundings.Answer answer(Message question) {
        run.beginWait();
        try {
            return task.surroundings().ask(item, question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LimitExceeded("was interrupted");
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        } finally {
            run.endWait();
        }
    }

    /** Ends what was begun: its item gets it, unless it was not accepted, or has it already. */
    void end(boolean isAccepted) {
        requireBegun();
        if (!isAccepted) {
            targets.remove(item);
        } else if (targets.contains(item)) {
            made.put(item, carried.on(current.result()));
        }
        current = own;
    }

    private void requireBegun() {
        if (current == own) {
            throw new Refused("it is asked within a destination only");
        }
    }
}
