package hie.engine.worker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * How a worker process is started: a Java virtual machine of this install, with the engine's classes and those modules of the server
 * that they need. Safe for use by any thread.
 */
class WorkerProgram {

    /** The engine's application, below the server's home. */
    private static final String APPLICATION = "hie/hie.ear";

    private static final String MODULES = String.join(
            ",",
            "java.se",
            "jdk.management",
            "jdk.unsupported",
            "org.jboss.logging",
            "org.slf4j",
            "io.micrometer",
            "jakarta.annotation.api",
            "jakarta.ejb.api",
            "jakarta.enterprise.api",
            "jakarta.inject.api",
            "jakarta.jms.api",
            "jakarta.json.api",
            "jakarta.resource.api",
            "org.apache.activemq.artemis.commons",
            "org.apache.activemq.artemis.client");

    /** What a process gets of the engine's environment, where there may be secrets. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot");

    /** System properties of the engine that hold in its workers, too. */
    private static final List<String> PROPERTIES = List.of(
            "user.timezone",
            "user.language",
            "user.country",
            "java.net.preferIPv4Stack",
            "https.proxyHost",
            "https.proxyPort",
            "http.proxyHost",
            "http.proxyPort",
            "http.nonProxyHosts");

    private final Path home = Path.of(System.getProperty("jboss.home.dir", "."));
    private final Path temp =
            Path.of(System.getProperty("jboss.server.temp.dir", System.getProperty("java.io.tmpdir")));
    private String classPath;

    /**
     * The process of one worker, ready to be started.
     *
     * @param name its name on the broker's node
     * @param megabytes its heap, at most
     * @param base its own directory, for its log and what it keeps for a while; what is left there from before is removed
     */
    ProcessBuilder of(String name, int megabytes, Path base) throws IOException {
        Path own = base.resolve("tmp");
        remove(own);
        Files.createDirectories(own);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + own,
                "-Djava.util.logging.config.file=" + logging(base),
                "-D" + WorkerJsonFormat.FILE + "=" + jsonLog(base),
                "-Djboss.node.name=" + name,
                "-Djboss.home.dir=" + home.toAbsolutePath(),
                "-Dhie.data.dir="
                        + Path.of(System.getProperty("hie.data.dir", "data")).toAbsolutePath()));
        for (String property : PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null && !value.isEmpty()) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(program());
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        return process;
    }

    /** What the virtual machine is to run. */
    List<String> program() throws IOException {
        return List.of(
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "-dep",
                MODULES,
                "-cp",
                classPath(),
                WorkerMain.class.getName());
    }

    /** The file of JSON lines, where the engine's own log has one (HIE_LOG_JSON); empty for none. */
    private static String jsonLog(Path base) {
        return Boolean.parseBoolean(System.getenv().getOrDefault("HIE_LOG_JSON", "true"))
                ? base.resolve("worker.%g.json").toString()
                : "";
    }

    /** Everything goes to a file of the worker's own; warnings also to the engine, which reads them on its standard error. */
    private static Path logging(Path base) throws IOException {
        Path written = base.resolve("logging.properties");
        Files.writeString(
                written, """
                handlers=java.util.logging.FileHandler,java.util.logging.ConsoleHandler
                .level=INFO
                org.apache.activemq.level=WARNING
                io.netty.level=WARNING
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.limit=10000000
                java.util.logging.FileHandler.count=2
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.ConsoleHandler.level=WARNING
                java.util.logging.ConsoleHandler.encoding=UTF-8
                java.util.logging.SimpleFormatter.format=%%1$tF %%1$tT %%4$s [%%3$s] %%5$s%%6$s%%n
                """.formatted(base.resolve("worker.%g.log").toString().replace("\\", "\\\\")));
        return written;
    }

    /** The application's libraries and the engine, as files: unpacked once in the engine's life. */
    private synchronized String classPath() throws IOException {
        if (classPath == null) {
            Path library = temp.resolve("hie-workers");
            remove(library);
            Files.createDirectories(library);
            List<Path> jars = new ArrayList<>();
            try (InputStream application = Files.newInputStream(home.resolve(APPLICATION));
                    ZipInputStream entries = new ZipInputStream(application)) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    String name = entry.getName();
                    if (name.equals("hie-ejb.jar") || name.startsWith("lib/") && name.endsWith(".jar")) {
                        Path jar = library.resolve(Path.of(name).getFileName());
                        Files.copy(entries, jar, StandardCopyOption.REPLACE_EXISTING);
                        jars.add(jar);
                    }
                }
            }
            classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
        return classPath;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw new UncheckedIOException(failure);
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
