package hie.mllp.client;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Finds SSL contexts by the name that settings give them. Asked anew for each use, so that renewed keys count. */
@FunctionalInterface
public interface TlsContexts {

    /**
     * Finds the context.
     *
     * @throws IOException if there is no usable context of that name; the text says what to do
     */
    SSLContext find(String name) throws IOException;

    /** Knows no context: for programs that make plain connections only. */
    static TlsContexts none() {
        return name -> {
            throw new IOException("SSL context '" + name + "' is unknown: this program makes plain connections only");
        };
    }
}
