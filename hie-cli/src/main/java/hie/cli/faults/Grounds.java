package hie.cli.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What a server stands on: nothing in particular, unless a kind of site says otherwise. */
class Grounds implements AutoCloseable {

    /** Environment variables that the server is started with. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** By how much the server's clock may be behind this machine's. */
    Duration clockMargin() {
        return Duration.ofSeconds(1);
    }

    /** Takes it away, once the server has ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        // nothing was prepared
    }
}
