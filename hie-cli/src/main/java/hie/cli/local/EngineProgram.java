package hie.cli.local;

import hie.cli.CliException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A program of the engine, run by itself in a Java process of the install: no server, no ports, no data. Used by one thread. */
public final class EngineProgram {

    private static final String APPLICATION = "hie/hie.ear";

    private static final String MODULES =
            "java.se,jdk.management,jdk.unsupported,org.jboss.logging,jakarta.annotation.api,"
                    + "jakarta.enterprise.api,jakarta.inject.api,jakarta.json.api";

    private final Path home;
    private final String mainClass;

    /**
     * @param root directory of the launcher
     * @param mainClass takes what it is to do on standard input and answers on standard output
     */
    public EngineProgram(Path root, String mainClass) {
        this.home = root.resolve("wildfly-config/target/hie-server");
        this.mainClass = mainClass;
    }

    /**
     * Runs it, and waits for its end.
     *
     * @return its answer
     * @throws CliException when it is not there, or fails
     */
    public byte[] run(byte[] input) throws IOException, InterruptedException {
        if (!Files.isRegularFile(home.resolve(APPLICATION))) {
            throw new CliException("HIE is not built: " + home.resolve(APPLICATION) + " is absent.");
        }
        Path library = Files.createTempDirectory("hie-engine");
        try {
            Process process = new ProcessBuilder(command(unpack(library)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream orders = process.getOutputStream()) {
                orders.write(input);
            }
            byte[] answer = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new CliException("The engine's program failed; what it said is above.");
            }
            return answer;
        } finally {
            Directories.delete(library);
        }
    }

    private List<String> command(String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "-dep",
                MODULES,
                "-cp",
                classPath,
                mainClass);
    }

    /** The engine and its libraries out of the application. */
    private String unpack(Path library) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (InputStream application = Files.newInputStream(home.resolve(APPLICATION));
                ZipInputStream entries = new ZipInputStream(application)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("hie-ejb.jar") || name.startsWith("lib/") && name.endsWith(".jar")) {
                    Path jar = library.resolve(Path.of(name).getFileName());
                    Files.copy(entries, jar);
                    jars.add(jar);
                }
            }
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
