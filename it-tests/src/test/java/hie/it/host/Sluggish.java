package hie.it.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends each message on to Out, but one of the patient WAIT only when there is a file {@value #GO_ON} in the data directory. */
public final class Sluggish extends BusinessProcess {

    /** The file's name. */
    public static final String GO_ON = "go-on";

    private static final int LOOK_MILLIS = 50;

    @Override
    public void process(Message message, Outbox outbox) throws InterruptedException {
        if (message.body().hl7().get("PID-3.1").orElse("").equals("WAIT")) {
            Path goOn = Path.of(System.getProperty("hie.data.dir"), GO_ON);
            while (!Files.exists(goOn)) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
        outbox.send("Out", message);
    }
}
