package hie.cli.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A kind of server that faults strike at. */
enum Site {
    /** A server as {@code ./hie start} makes it, with the database inside. */
    EMBEDDED {
        @Override
        Grounds prepare(Path work) {
            return new Grounds();
        }
    },
    /** A server on PostgreSQL. */
    POSTGRESQL {
        @Override
        Optional<String> missing() {
            return PostgresServer.missing();
        }

        @Override
        Grounds prepare(Path work) throws IOException, InterruptedException {
            return PostgresServer.start(work.resolve("postgresql"));
        }
    },
    /** A server whose data directory is a small disk of its own. */
    SMALL_DISK {
        @Override
        Optional<String> missing() {
            return SmallDisk.missing();
        }

        @Override
        Grounds prepare(Path work) throws IOException, InterruptedException {
            return SmallDisk.mount(work.resolve("data"));
        }
    },
    /** A server whose calls to the operating system go through a shim of the suite's. */
    SHIMMED {
        @Override
        Optional<String> missing() {
            return Shim.missing();
        }

        @Override
        Grounds prepare(Path work) throws IOException, InterruptedException {
            return Shim.build(work.resolve("shim"));
        }
    };

    /** What this machine lacks for it; empty when nothing. */
    Optional<String> missing() {
        return Optional.empty();
    }

    /** Prepares what its server stands on. */
    abstract Grounds prepare(Path work) throws IOException, InterruptedException;
}
