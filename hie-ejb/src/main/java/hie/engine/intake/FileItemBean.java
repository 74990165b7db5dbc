package hie.engine.intake;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.item.HostStartException;
import hie.engine.running.ItemBinding;
import hie.engine.running.ServiceWorker;
import hie.file.FileListener;
import hie.file.FileMessage;
import hie.file.FileRejectedException;
import java.time.Instant;

/** The bean of a file service. A file that is delivered again after a crash is recognised by its delivery id. */
public class FileItemBean implements FileListener {

    private ServiceWorker worker;

    public FileItemBean() {}

    FileItemBean(ServiceWorker worker) {
        this.worker = worker;
    }

    /** Called by the container before the first file. */
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
    public void onFile(FileMessage file) throws FileRejectedException {
        MessageHeader header = MessageHeader.inbound(
                        MessageIds.next(),
                        Instant.now(),
                        worker.item().itemName(),
                        worker.item().settings().text("ContentType"))
                .withProperty("Peer", file.name())
                .withProperty("OriginalFilename", file.name());
        ServiceWorker.Outcome outcome = worker.receive(
                new Message(header, MessageBody.of(file.content())),
                ServiceWorker.workId(worker.item().key(), file.deliveryId()));
        if (outcome instanceof ServiceWorker.Refused refused) {
            throw new FileRejectedException(refused.reason());
        }
        if (outcome instanceof ServiceWorker.Failed failed) {
            throw new IllegalStateException(failed.reason());
        }
    }
}
