package hie.engine.archive;

import jakarta.enterprise.context.ApplicationScoped;

/** Temporary. */
@ApplicationScoped
public class Archiver {
    public void start() {}
}
