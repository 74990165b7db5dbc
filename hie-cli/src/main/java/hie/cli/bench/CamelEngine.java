package hie.cli.bench;

import hie.cli.CliException;
import hie.cli.local.Directories;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs {@link CamelRival} in a JVM of its own, with the heap HIE's server has. */
final class CamelEngine implements Engine {

    private final String name;
    private final int consumers;
    private final Path jars;
    private final Path work;
    private Process process;

    /**
     * Describes a rival.
     *
     * @param consumers consumers of its queue: 1 keeps the order
     * @param jars directory that holds the command line's jar, {@code lib} and {@code bench-lib}
     * @param work directory for its data and log
     */
    CamelEngine(String name, int consumers, Path jars, Path work) {
        this.name = name;
        this.consumers = consumers;
        this.jars = jars;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int start(int sinkPort) throws IOException {
        Path data = Files.createDirectories(work.resolve(name));
        Path log = work.resolve(name + ".log");
        int port = Sink.freePort();
        String classPath = String.join(
                File.pathSeparator,
                jars.resolve("hie-cli.jar").toString(),
                jars.resolve("bench-lib") + File.separator + "*");
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms1g",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        CamelRival.class.getName(),
                        Integer.toString(port),
                        Integer.toString(sinkPort),
                        Integer.toString(consumers),
                        data.toString()))
                .redirectError(log.toFile())
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(CamelRival.READY)) {
                return port;
            }
        }
        throw new CliException(name + " did not start; see " + log);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        process = null;
        Directories.delete(work.resolve(name));
    }
}
