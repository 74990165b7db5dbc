package hie.engine.routing;

import hie.api.host.BusinessProcess;
import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends each message to all items that it is connected to, in one of the four message patterns. With those that wait for replies
 * it answers its caller with the first good reply, in the order of its connections; the trace shows them all.
 */
@Description("Sends each message to all items that it is connected to, in one of the four message patterns.")
@Setting(
        name = "Pattern",
        alias = "messaging_pattern",
        type = SettingType.CHOICE,
        defaultValue = "async_reliable",
        choices = {"async_reliable", "sync_reliable", "concurrent_async", "concurrent_sync"},
        description =
                "How all targets get a message: async_reliable puts it on their queues, all or none, and waits for nobody; sync_reliable asks one "
                        + "after the other and waits for each one's reply; concurrent_async asks all at once and leaves their replies to the trace; "
                        + "concurrent_sync asks all at once and waits for their replies.")
@Setting(
        name = "ReplyTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "With Pattern sync_reliable and concurrent_sync: how long to wait for the replies, all of them together.")
@Setting(
        name = "RequireAll",
        type = SettingType.BOOLEAN,
        defaultValue = "true",
        description =
                "With Pattern concurrent_sync: whether every target has to give a good reply in time. If not, the message fails, and its caller "
                        + "hears so; sent again from the desk it goes to all targets again. With false one good reply is enough.")
public final class FanOutProcess extends BusinessProcess {

    /** The patterns; named as the setting's choices are. */
    private enum Pattern {
        ASYNC_RELIABLE,
        SYNC_RELIABLE,
        CONCURRENT_ASYNC,
        CONCURRENT_SYNC
    }

    private Pattern pattern;
    private Duration timeout;
    private boolean requireAll;

    @Override
    public void onInit() {
        pattern = Pattern.valueOf(context().settings().text("Pattern").toUpperCase(Locale.ROOT));
        timeout = context().settings().seconds("ReplyTimeout");
        requireAll = context().settings().flag("RequireAll");
    }

    @Override
    public void process(Message message, Outbox outbox) throws Exception {
        List<String> targets = context().targets();
        if (targets.isEmpty()) {
            throw new IllegalStateException("there is no connection to send the message on; connect the item");
        }
        switch (pattern) {
            case ASYNC_RELIABLE -> targets.forEach(target -> outbox.send(target, message));
            case SYNC_RELIABLE -> askOneAfterTheOther(targets, message, outbox);
            case CONCURRENT_ASYNC -> outbox.callAll(calls(targets, message));
            case CONCURRENT_SYNC -> askAllAtOnce(targets, message, outbox);
        }
    }

    private static List<Call> calls(List<String> targets, Message message) {
        return targets.stream().map(target -> new Call(target, message)).toList();
    }

    private void askOneAfterTheOther(List<String> targets, Message message, Outbox outbox)
            throws CallFailedException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Message first = null;
        for (String target : targets) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            Message reply = outbox.call(target, message, left);
            first = first == null ? reply : first;
        }
        outbox.reply(first.body().bytes());
    }

    private void askAllAtOnce(List<String> targets, Message message, Outbox outbox) throws InterruptedException {
        List<CallOutcome> outcomes = outbox.callAll(calls(targets, message)).gather(timeout);
        List<CallOutcome> bad =
                outcomes.stream().filter(outcome -> !outcome.isGood()).toList();
        Optional<Message> answer =
                outcomes.stream().flatMap(outcome -> outcome.reply().stream()).findFirst();
        if (answer.isEmpty() || (requireAll && !bad.isEmpty())) {
            throw new IllegalStateException("not every target gave a good reply: " + reasons(bad));
        }
        if (!bad.isEmpty()) {
            outbox.note("without a good reply: " + reasons(bad));
        }
        outbox.reply(answer.get().body().bytes());
    }

    private static String reasons(List<CallOutcome> bad) {
        return bad.stream()
                .map(outcome -> outcome.target() + " ("
                        + outcome.failure().orElseThrow().getMessage() + ")")
                .collect(Collectors.joining(", "));
    }
}
