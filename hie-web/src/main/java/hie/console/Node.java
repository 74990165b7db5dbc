package hie.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Which server the page comes from, so that nobody stops the wrong one. */
@Named("node")
@ApplicationScoped
public class Node {

    /** The server's name. */
    public String getName() {
        return System.getProperty("jboss.node.name", "node");
    }

    /** What the server is for, from the system property {@code hie.environment} (for example {@code TEST}); empty when not set. */
    public String getEnvironment() {
        return System.getProperty("hie.environment", "").strip();
    }
}
