package hie.engine.worker;

import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemStartException;
import hie.engine.messaging.NetworkBroker;
import hie.engine.metrics.ItemProgress;
import hie.engine.running.ItemLane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/**
 * The program of a worker process. It is told its {@link Assignment} on standard input, reports on standard output, and ends by itself
 * when its input ends: with the engine.
 */
public final class WorkerMain {

    private static final int FAILED = 1;

    /** So long may a host that was interrupted take to give its message back; then the process ends all the same. */
    static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(10);

    private final BufferedReader orders;
    private final PrintWriter reports;
    private final HostCatalog catalog = HostCatalog.withExtensions();
    private final DirectConnections connections = new DirectConnections();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hie-reports").factory());
    private boolean isDisabled;

    private WorkerMain(BufferedReader orders, PrintWriter reports) {
        this.orders = orders;
        this.reports = reports;
    }

    /** Works until there is no more to do. Exit code 0 when it was told to end, or its engine has gone. */
    public static void main(String[] arguments) {
        PrintWriter reports = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        // What hosts print must not get between the reports.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        WorkerLogFormat.install();
        WorkerJsonFormat.install();
        BufferedReader orders = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        System.exit(new WorkerMain(orders, reports).work() ? 0 : FAILED);
    }

    private boolean work() {
        ItemProgress done = ItemProgress.NONE;
        try {
            WorkerNames.bind(Map.of("java:/hie/mllp", connections));
            Assignment assignment = Assignment.read(json(orders.readLine()), catalog);
            try (NetworkBroker broker = NetworkBroker.connect(assignment.access());
                    ItemLane lane = ItemLane.open(assignment.item(), broker, new SimpleMeterRegistry())) {
                obey(lane, json(orders.readLine()));
                Duration limit = assignment.item().drainTimeout().plus(AFTER_INTERRUPTION);
                Thread.ofPlatform().daemon().name("hie-orders").start(() -> obeyOrders(lane, limit));
                endWithEngine(lane);
                ticks.scheduleAtFixedRate(() -> tick(lane), 1, 1, TimeUnit.SECONDS);
                lane.run(() -> report(Report.Kind.READY, "", ItemProgress.NONE));
                done = lane.progress();
            }
            report(Report.Kind.PROGRESS, "", done);
            return true;
        } catch (ItemStartException | JMSException | NamingException | IOException | RuntimeException e) {
            report(Report.Kind.FAILED, e.getMessage() == null ? e.toString() : e.getMessage(), done);
            return false;
        }
    }

    private static JsonObject json(String line) throws IOException {
        if (line == null) {
            throw new IOException("The engine has gone before it said what is to be done");
        }
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** @param limit how long what is in the works may take when there are no more orders */
    private void obeyOrders(ItemLane lane, Duration limit) {
        try {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                obey(lane, json(line));
            }
        } catch (IOException | RuntimeException e) {
            WorkerLog.LOG.ordersEnd(e);
        }
        lane.stop();
        endAfter(limit);
    }

    /** An engine that stops waits for its workers; one that has ended all the same was killed. */
    private void endWithEngine(ItemLane lane) {
        ProcessHandle.current()
                .parent()
                .ifPresent(engine -> engine.onExit().thenRun(() -> {
                    lane.giveUp();
                    endAfter(AFTER_INTERRUPTION);
                }));
    }

    private void endAfter(Duration time) {
        ticks.schedule(() -> Runtime.getRuntime().halt(FAILED), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void obey(ItemLane lane, JsonObject order) {
        if (order.containsKey("items")) {
            lane.know(Assignment.readNeighbours(order.getJsonArray("items"), catalog));
        }
        if (order.getBoolean("hold", false)) {
            lane.hold();
        } else {
            lane.goOn();
        }
    }

    private void tick(ItemLane lane) {
        connections.closeIdle();
        report(Report.of(Report.Kind.PROGRESS, "", lane.progress()).with(lane.peerCertificate()));
        if (!isDisabled) {
            lane.disabled().ifPresent(why -> {
                isDisabled = true;
                report(Report.Kind.DISABLED, why, lane.progress());
            });
        }
    }

    private void report(Report.Kind kind, String text, ItemProgress progress) {
        report(Report.of(kind, text, progress));
    }

    private void report(Report report) {
        reports.println(report.write());
    }
}
