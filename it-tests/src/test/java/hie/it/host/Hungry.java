package hie.it.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Sends each message on to Out, but needs far more memory for one whose control id is EAT. */
public final class Hungry extends BusinessProcess {

    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 150;

    private final List<byte[]> eaten = new ArrayList<>();

    @Override
    public void process(Message message, Outbox outbox) {
        if (message.body().hl7().controlId().orElse("").equals("EAT")) {
            while (eaten.size() < MEGABYTES) {
                eaten.add(new byte[MEGABYTE]);
            }
        }
        outbox.send("Out", message);
    }
}
