package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.LaterReply;
import hie.api.host.Outbox;
import hie.engine.acknowledgement.AcknowledgementPolicy;
import java.time.Duration;

/** What a sender hears in enhanced mode behind the commit acknowledgement: what the application makes of its message. */
final class ApplicationReply implements LaterReply {

    private final Hl7Message request;
    private final AcknowledgementPolicy policy;
    private final Outbox.LaterGathering gathering;
    private final Duration timeout;

    /** @param gathering the application's reply; {@code null} when the engine itself is the application */
    ApplicationReply(
            Hl7Message request, AcknowledgementPolicy policy, Outbox.LaterGathering gathering, Duration timeout) {
        this.request = request;
        this.policy = policy;
        this.gathering = gathering;
        this.timeout = timeout;
    }

    /** The engine itself is the application: it has taken the message. */
    static ApplicationReply immediate(Hl7Message request, AcknowledgementPolicy policy) {
        return new ApplicationReply(request, policy, null, Duration.ZERO);
    }

    @Override
    public byte[] await() {
        if (gathering == null) {
            return policy.applied(request, new byte[0]);
        }
        try {
            return told(gathering.gather(timeout).getFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return policy.notApplied(request, "The engine stops before the application has answered");
        }
    }

    private byte[] told(CallOutcome outcome) {
        if (outcome.failure().isPresent()) {
            CallFailedException failure = outcome.failure().get();
            return failure.reply() != null
                    ? policy.applied(request, failure.reply())
                    : policy.notApplied(request, failure.getMessage());
        }
        return policy.applied(request, outcome.reply().orElseThrow().body().bytes());
    }

    @Override
    public void close() {
        if (gathering != null) {
            gathering.close();
        }
    }
}
