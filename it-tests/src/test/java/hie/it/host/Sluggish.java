package hie.it.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends each message on to Out, but one of a patient WAIT… only when there is a file {@value #GO_ON}WAIT… in the data directory. */
public final class Sluggish extends BusinessProcess {

    /** What the file's name begins with. */
    public static final String GO_ON = "go-on-";

    private static final int LOOK_MILLIS = 50;

    @Override
    public void process(Message message, Outbox outbox) throws InterruptedException {
        String patient = message.body().hl7().get("PID-3.1").orElse("");
        if (patient.startsWith("WAIT")) {
            Path goOn = Path.of(System.getProperty("hie.data.dir"), GO_ON + patient);
            while (!Files.exists(goOn)) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
        outbox.send("Out", message);
    }
}
