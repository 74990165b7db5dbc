package hie.engine.item;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;

/** The bean of an MLLP service: one instance for each message that is taken in at the same time. */
public class MllpItemBean implements MllpListener {

    private ServiceWorker worker;

    /** Called by the container before the first message. */
    public void bind() {
        try {
            worker = new ServiceWorker(ItemBinding.lookUp());
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
                .withProperty("Peer", frame.peer().getAddress().getHostAddress() + ":" + frame.peer().getPort());
        byte[] reply = worker.receive(new Message(header, MessageBody.of(frame.content()))).reply();
        return reply == null ? MllpReply.none() : MllpReply.of(reply, reply);
    }
}
