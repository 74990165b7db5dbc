package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes a user's JAR from sources, with the compiler that runs the tests. */
public final class ExtensionJar {

    private ExtensionJar() {}

    /** Compiles every source below a folder against the test's class path, and packs the classes. */
    public static void build(Path sources, String services, Path jar) throws IOException {
        Path classes = Files.createTempDirectory("hie-extension-classes-");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> java =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", classes.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        pack(classes, services, jar);
    }

    private static void pack(Path classes, String services, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Files.deleteIfExists(jar);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path entry = zip.getPath(classes.relativize(file).toString());
                if (entry.getParent() != null) {
                    Files.createDirectories(entry.getParent());
                }
                Files.copy(file, entry);
            }
            Files.createDirectories(zip.getPath("META-INF/services"));
            Files.writeString(zip.getPath("META-INF/services/hie.api.host.Host"), services);
        }
    }
}
