package hie.cli.bench;

import hie.cli.local.Directories;
import hie.cli.local.LocalServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs HIE as users do: {@code ./hie start} on empty data and {@code ./hie apply} of a small project. */
final class HieEngine implements Engine {

    private static final int APPLY_SECONDS = 600;
    private static final int BACKLOG_CONNECTIONS = 32;
    private static final Duration MOST_DRAINING = Duration.ofMinutes(10);

    private final String name;
    private final Burden burden;
    private final Path root;
    private final Path work;

    /** {@code null} while it does not run. */
    private LocalServer server;

    private final List<Sink> further = new ArrayList<>();
    private int latePort;
    private Backlog backlog;
    private Duration startTime = Duration.ZERO;

    /**
     * Describes the engine.
     *
     * @param name as the result calls it
     * @param root directory of the launcher
     * @param work directory for its data and log
     */
    HieEngine(String name, Burden burden, Path root, Path work) {
        this.name = name;
        this.burden = burden;
        this.root = root;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int start(int sinkPort) throws IOException, InterruptedException {
        Directories.delete(data());
        server = new LocalServer(root, data(), work, Map.of());
        server.start();
        if (burden.stored() > 0) {
            server.stop();
            new StoredMessages(root, data()).write(burden.stored());
            server.start();
        }
        List<Integer> ports = new ArrayList<>(List.of(sinkPort));
        while (ports.size() < burden.targets()) {
            Sink sink = new Sink();
            further.add(sink);
            ports.add(sink.port());
        }
        latePort = Sink.freePort();
        BenchProject.write(project(), burden, ports, latePort);
        server.apply(project(), APPLY_SECONDS);
        if (burden.idleItems() > 0) {
            restart();
        }
        return server.port(BenchProject.MLLP_PORT);
    }

    /** An engine that has been deployed comes up with all its items: how long that takes is part of what they cost. */
    private void restart() throws IOException, InterruptedException {
        server.stop();
        long before = Clock.nanos();
        server.start();
        startTime = Duration.ofNanos(Clock.nanos() - before);
    }

    @Override
    public Duration startTime() {
        return startTime;
    }

    @Override
    public void burden() throws IOException, InterruptedException {
        if (burden.backlog() > 0) {
            backlog = new Backlog(latePort, burden.backlog());
            backlog.fill(server.port(BenchProject.LATE_PORT), BACKLOG_CONNECTIONS);
            backlog.release();
        }
    }

    @Override
    public String relieve() throws IOException, InterruptedException {
        if (backlog == null) {
            return "";
        }
        try (Backlog ending = backlog) {
            return ending.drain(MOST_DRAINING);
        } finally {
            backlog = null;
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(server).flatMap(LocalServer::process);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } finally {
            server = null;
            for (Sink sink : further) {
                sink.close();
            }
            further.clear();
        }
        Directories.delete(data());
        Directories.delete(project());
    }

    private Path data() {
        return work.resolve("hie-data");
    }

    private Path project() {
        return work.resolve("project");
    }
}
