package hie.engine.running;

import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.PipelinedOperation;
import hie.api.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A delivery that was begun and whose verdict is to come, with the host's hooks before and after it.
 *
 * @param prepared the message as the host's hook prepared it
 */
record BegunDelivery(PipelinedOperation host, Message message, Message prepared, CompletableFuture<Delivery> verdict) {

    /** Begins a delivery; what fails on the way fails the verdict. */
    static BegunDelivery of(PipelinedOperation host, Message message) {
        Message prepared = message;
        CompletableFuture<Delivery> verdict;
        try {
            prepared = ((Host) host).onBeforeMessage(message);
            verdict = HookedWork.given(host.begin(prepared), "begin").toCompletableFuture();
        } catch (Exception e) {
            verdict = CompletableFuture.failedFuture(e);
        } catch (Error e) {
            verdict = CompletableFuture.failedFuture(new HostErrorException(e));
        }
        return new BegunDelivery(host, message, prepared, verdict);
    }

    boolean isDone() {
        return verdict.isDone();
    }

    /** Waits for the verdict, and tells whether the destination has confirmed the message. */
    boolean isConfirmed() {
        return verdict.handle(
                        (delivery, failure) -> delivery != null && delivery.verdict() == Delivery.Verdict.COMPLETED)
                .join();
    }

    /** Waits for the verdict and has the hooks called. */
    Delivery await(ItemRuntime item) throws Exception {
        return HookedWork.guarded((Host) host, item, message, () -> {
            Delivery delivery = HookedWork.given(outcome(), "begin");
            ((Host) host).onAfterMessage(prepared);
            return delivery;
        });
    }

    private Delivery outcome() throws Exception {
        try {
            return verdict.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
