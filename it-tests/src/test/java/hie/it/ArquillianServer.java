package hie.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Finds free ports for the server that Arquillian starts, before Arquillian reads its {@code arquillian.xml}. */
public final class ArquillianServer implements LauncherSessionListener {

    private static final int MANAGEMENT_PORT = 9990;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        int offset = HieServer.freeOffset();
        System.setProperty("hie.it.arquillian.offset", String.valueOf(offset));
        System.setProperty("hie.it.arquillian.management", String.valueOf(MANAGEMENT_PORT + offset));
    }
}
