package hie.engine.running;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.MessageRefusedException;
import hie.api.host.Receipt;
import hie.api.host.SendingOperation;
import hie.api.message.Message;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.ItemLog;
import java.util.concurrent.Callable;

/** The work of a host on one message, with its hooks around it, and around those the item's interceptors, if it has any. */
final class HookedWork {

    private HookedWork() {}

    /** A service's verdict, and the message as its hook prepared it: this is the one that is kept. */
    record Received(Message message, Receipt receipt) {

        @Override
        public String toString() {
            return receipt.toString();
        }
    }

    static Received receive(BusinessService host, ItemRuntime item, Message message, Transmission.OutboxOf outbox)
            throws Exception {
        try {
            return around(host, item, message, m -> new Received(m, given(host.receive(m, outbox), "receive")));
        } catch (MessageRefusedException e) {
            String reason = TraceBuilder.reason(e);
            return new Received(message, Receipt.refused(refusalReply(host, item, message, reason), reason));
        } finally {
            outbox.end();
        }
    }

    static void process(BusinessProcess host, ItemRuntime item, Message message, Transmission.OutboxOf outbox)
            throws Exception {
        try {
            around(host, item, message, m -> {
                host.process(m, outbox);
                return null;
            });
        } finally {
            outbox.end();
        }
    }

    /** @param outbox of a host that also sends; {@code null} for any other */
    static Delivery deliver(BusinessOperation host, ItemRuntime item, Message message, Transmission.OutboxOf outbox)
            throws Exception {
        if (outbox == null) {
            return around(host, item, message, m -> given(host.deliver(m), "deliver"));
        }
        SendingOperation sending = (SendingOperation) host;
        try {
            return around(host, item, message, m -> given(sending.deliver(m, outbox), "deliver"));
        } finally {
            outbox.end();
        }
    }

    static <T> T given(T result, String method) {
        if (result == null) {
            throw new IllegalStateException("The host's method " + method + " returned nothing");
        }
        return result;
    }

    private static byte[] refusalReply(BusinessService host, ItemRuntime item, Message message, String reason) {
        try {
            return host.refusalReply(message, reason);
        } catch (RuntimeException | Error e) {
            ItemLog.LOG.hookFailed("refusalReply", item.key(), e);
            return null;
        }
    }

    /** What a service's sender is told when there is no room; a host that fails even there leaves it without an answer. */
    static byte[] fullReply(BusinessService host, ItemRuntime item, Message message, String reason) {
        try {
            return host.fullReply(message, reason);
        } catch (RuntimeException | Error e) {
            ItemLog.LOG.hookFailed("fullReply", item.key(), e);
            return null;
        }
    }

    /** What a service's sender is told of a failure; a host that fails even there leaves it without an answer. */
    static byte[] failureReply(BusinessService host, ItemRuntime item, Message message) {
        try {
            return host.failureReply(message);
        } catch (RuntimeException | Error e) {
            ItemLog.LOG.hookFailed("failureReply", item.key(), e);
            return null;
        }
    }

    private static <T> T around(Host host, ItemRuntime item, Message message, InterceptorChain.Work<T> work)
            throws Exception {
        InterceptorChain interceptors = item.interceptors();
        return interceptors == null
                ? hooked(host, item, message, work)
                : interceptors.around(message, passed -> hooked(host, item, passed, work));
    }

    private static <T> T hooked(Host host, ItemRuntime item, Message message, InterceptorChain.Work<T> work)
            throws Exception {
        return guarded(host, item, message, () -> {
            Message prepared = host.onBeforeMessage(message);
            T result = work.on(prepared);
            host.onAfterMessage(prepared);
            return result;
        });
    }

    /** Hosts are anybody's code: whatever they throw is a failure of theirs, on this message, and goes no further. */
    static <T> T guarded(Host host, ItemRuntime item, Message message, Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Exception failure) {
            tell(host, item, message, failure);
            throw failure;
        } catch (Error error) {
            HostErrorException failure = new HostErrorException(error);
            tell(host, item, message, failure);
            throw failure;
        }
    }

    private static void tell(Host host, ItemRuntime item, Message message, Exception failure) {
        try {
            host.onMessageError(message, failure);
        } catch (RuntimeException | Error e) {
            ItemLog.LOG.errorHookFailed(item.key(), e);
        }
    }
}
