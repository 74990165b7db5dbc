package hie.engine.interceptor;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.message.Message;
import hie.api.message.MessageHeader;

/**
 * Logs of each message who (the item, and the sender: item or peer), what (ids, type, size) and when (the log's time), and what
 * became of it; under the category {@code hie.audit.message}, without patient data.
 */
final class Audit implements Interceptor {

    private HostContext item;

    @Override
    public void onInit(HostContext context, Class<? extends Host> hostClass) {
        item = context;
    }

    @Override
    public Message before(Message message) {
        MessageHeader header = message.header();
        boolean isAddressed = !header.target().isEmpty();
        InterceptorLog.AUDIT.begins(
                item.itemName(),
                item.projectName(),
                header.id(),
                header.session(),
                isAddressed ? header.source() : "outside",
                type(message),
                message.body().size());
        return message;
    }

    /** A service's message is described only after its interceptors have seen it. */
    private static String type(Message message) {
        if (!message.header().schemaName().isEmpty()) {
            return message.header().schemaName();
        }
        return Message.HL7_V2.equals(message.header().contentType())
                ? message.body().hl7().messageType().orElse("no type")
                : message.header().contentType();
    }

    @Override
    public void after(Message message, String outcome) {
        InterceptorLog.AUDIT.done(
                item.itemName(), item.projectName(), message.header().id(), outcome);
    }

    /** An exception's message may hold anything: only the kind of failure is told, and the reason of a refusal. */
    @Override
    public void onError(Message message, Exception failure) {
        InterceptorLog.AUDIT.failed(
                item.itemName(),
                item.projectName(),
                message.header().id(),
                failure instanceof MessageRefusedException
                        ? "refused: " + failure.getMessage()
                        : failure.getClass().getSimpleName());
    }
}
