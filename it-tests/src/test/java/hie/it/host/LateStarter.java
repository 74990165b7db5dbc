package hie.it.host;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes until there is a file {@value #GO_ON} in the data directory to start; then sends each message on to Out. */
public final class LateStarter extends BusinessProcess {

    /** The file's name. */
    public static final String GO_ON = "go-on-starting";

    private static final int LOOK_MILLIS = 50;

    @Override
    public void onStart() throws InterruptedException {
        Path goOn = Path.of(System.getProperty("hie.data.dir"), GO_ON);
        while (!Files.exists(goOn)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void process(Message message, Outbox outbox) {
        outbox.send("Out", message);
    }
}
