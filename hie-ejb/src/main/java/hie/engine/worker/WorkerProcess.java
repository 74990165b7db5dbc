package hie.engine.worker;

import hie.engine.item.ItemKey;
import hie.engine.metrics.ItemProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One operating-system process of a worker, from its start to its end. Safe for use by any thread. */
final class WorkerProcess {

    private static final Pattern WARNING = Pattern.compile("\\S+ \\S+ (WARNING|SEVERE|WARN|ERROR) \\[.*");
    private static final int MOST_WORDS = 300;
    private static final long MOST_KEPT = 10_000_000;

    private final ItemKey item;
    private final int number;
    private final Process process;
    private final Instant started = Instant.now();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread reports;
    private volatile ItemProgress progress = ItemProgress.NONE;
    private volatile String lastWords = "";

    private WorkerProcess(ItemKey item, int number, Process process, Consumer<Report> hears, Path base) {
        this.item = item;
        this.number = number;
        this.process = process;
        this.reports = Thread.ofVirtual().start(() -> readReports(hears));
        Thread.ofVirtual().start(() -> readErrors(base.resolve("stderr.log")));
    }

    /**
     * Starts a process.
     *
     * @param orders its first lines: what it is to do
     * @param hears gets its reports, on a thread of the process' own
     */
    static WorkerProcess start(
            ItemKey item, int number, ProcessBuilder program, Path base, String orders, Consumer<Report> hears)
            throws IOException {
        WorkerProcess started = new WorkerProcess(item, number, program.start(), hears, base);
        started.tell(orders);
        return started;
    }

    private void readReports(Consumer<Report> hears) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Report> report = Report.read(line);
                if (report.isPresent()) {
                    hear(report.get());
                    hears.accept(report.get());
                } else {
                    lastWords(line);
                }
            }
        } catch (IOException endOfProcess) {
            // What there is to say is in how it ended.
        }
    }

    private void hear(Report report) {
        progress = report.progress();
        switch (report.kind()) {
            case READY -> ready.complete(null);
            case FAILED -> lastWords(report.text());
            case PROGRESS, DISABLED -> {}
        }
    }

    /** What it says is kept in a file, up to a limit; what an earlier process said, in another one beside it. */
    private void readErrors(Path file) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            if (Files.exists(file)) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            try (Writer kept = Files.newBufferedWriter(file)) {
                long room = MOST_KEPT;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    room -= line.length();
                    if (room > 0) {
                        kept.write(line + "\n");
                        kept.flush();
                    }
                    if (WARNING.matcher(line).matches()) {
                        WorkerLog.LOG.says(item, number, line);
                    }
                }
            }
        } catch (IOException e) {
            WorkerLog.LOG.notKept(item, number, e);
        }
    }

    private void lastWords(String line) {
        lastWords = line.substring(0, Math.min(line.length(), MOST_WORDS));
    }

    /** Gives it an order, a line each; one that has ended does not hear it. */
    synchronized void tell(String orders) {
        try {
            process.getOutputStream().write((orders + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException hasEnded) {
            // Its supervision notices.
        }
    }

    /** Asks it to end, once what is in the works is done. */
    synchronized void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException hasEnded) {
            // That is what was asked.
        }
    }

    /** Waits for its end; after the limit it is destroyed. {@code false} when it was. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly();
        return false;
    }

    /** Waits for its end, and until everything that it said has been heard. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
        reports.join();
        ready.completeExceptionally(new IOException(how()));
    }

    /** How it ended, in words. */
    String how() {
        int code = process.exitValue();
        return "exit code " + code + (lastWords.isEmpty() ? "" : ", " + lastWords);
    }

    void destroy() {
        process.destroyForcibly();
    }

    /** Done once it takes messages; failed when it ends before. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    ItemProgress progress() {
        return progress;
    }

    long pid() {
        return process.pid();
    }

    Instant started() {
        return started;
    }
}
