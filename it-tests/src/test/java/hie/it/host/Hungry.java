package hie.it.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends each message on to Out, but needs far more memory for one whose control id is EAT, and waits for Out's reply to ASK. */
public final class Hungry extends BusinessProcess {

    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 150;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<byte[]> eaten = new ArrayList<>();

    @Override
    public void process(Message message, Outbox outbox) throws Exception {
        switch (message.body().hl7().controlId().orElse("")) {
            case "EAT" -> eat();
            case "ASK" -> outbox.call("Out", message, PATIENCE);
            default -> outbox.send("Out", message);
        }
    }

    private void eat() {
        while (eaten.size() < MEGABYTES) {
            eaten.add(new byte[MEGABYTE]);
        }
    }
}
