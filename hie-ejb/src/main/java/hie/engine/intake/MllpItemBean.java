package hie.engine.intake;

import hie.api.host.LaterReply;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.api.setting.SettingValues;
import hie.engine.item.HostStartException;
import hie.engine.running.ItemBinding;
import hie.engine.running.ServiceWorker;
import hie.mllp.MllpLaterReply;
import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;

/** The bean of an MLLP service: one instance for each message that is taken in at the same time. */
public class MllpItemBean implements MllpListener {

    private ServiceWorker worker;
    private boolean isFramed;

    /** Called by the container before the first message. */
    public void bind() {
        try {
            worker = new ServiceWorker(ItemBinding.lookUp());
            SettingValues settings = worker.item().settings();
            isFramed = !settings.has("AckMode") || !settings.text("AckMode").equals("Byte");
        } catch (HostStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Called by the container when the instance is done with. */
    public void release() {
        worker.close();
    }

    @Override
    public MllpReply onMessage(MllpMessage frame) {
        MessageHeader header = MessageHeader.inbound(
                        MessageIds.next(), frame.receivedAt(), worker.item().itemName(), Message.HL7_V2)
                .withProperty(
                        "Peer",
                        frame.peer().getAddress().getHostAddress() + ":"
                                + frame.peer().getPort());
        ServiceWorker.Outcome outcome =
                worker.receiveForTwoAnswers(new Message(header, MessageBody.of(frame.content())));
        MllpReply reply = MllpReply.of(outcome.reply(), outcome.reply());
        if (outcome instanceof ServiceWorker.Accepted accepted && accepted.later() != null) {
            reply = reply.then(new Later(accepted.later()));
        }
        return isFramed ? reply : reply.unframed();
    }

    /** The host's second answer as the adapter asks for it. */
    private record Later(LaterReply reply) implements MllpLaterReply {

        @Override
        public byte[] await() {
            return reply.await();
        }

        @Override
        public void close() {
            reply.close();
        }
    }
}
