package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.v25.message.ADT_A01;
import hie.api.message.BodyType;
import hie.hapi.Hapi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HapiLibraryTest {

    /** Reads a message by HAPI, and names what it was read by. */
    private static final String READER = """
            package site;
            public class Reader implements hie.api.message.BodyType<String> {
              @Override public String parse(byte[] bytes, java.nio.charset.Charset charset) {
                ca.uhn.hl7v2.model.v25.message.ADT_A01 typed =
                    (ca.uhn.hl7v2.model.v25.message.ADT_A01) new hie.hapi.Hapi().parse(bytes, charset);
                return typed.getPV1().getPatientClass().getValue() + " by " + typed.getClass().getClassLoader().getName();
              }
            }
            """;

    private static final byte[] MESSAGE =
            "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\rPID|1||4711\rPV1|1|I\r".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path sources;

    @TempDir
    Path folder;

    @TempDir
    Path library;

    private Path extension() throws IOException {
        Path source = Files.createDirectories(sources.resolve("site"));
        Files.writeString(source.resolve("Reader.java"), READER);
        Path jar = folder.resolve("reader.jar");
        ExtensionJar.build(sources, "", jar);
        try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("META-INF/services/hie.api.message.BodyType"), "site.Reader\n");
        }
        return jar;
    }

    private void layOut(Class<?>... parts) throws Exception {
        for (Class<?> part : parts) {
            Path place = Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.createSymbolicLink(library.resolve(part.getSimpleName() + ".jar"), place);
        }
    }

    private static String read(List<Path> jars, HapiLibrary hapi) throws Exception {
        assertThat(ExtensionReader.read("reader.jar", jars, hapi).bodyTypes()).containsExactly("site.Reader");
        try (var loader = new java.net.URLClassLoader(
                new java.net.URL[] {jars.getFirst().toUri().toURL()}, hapi.seen())) {
            BodyType<?> reader = (BodyType<?>)
                    loader.loadClass("site.Reader").getConstructor().newInstance();
            return (String) reader.parse(MESSAGE, StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldShowTheInstallsHapiToExtensionsThatBringNone() throws Exception {
        layOut(HapiContext.class, ADT_A01.class, LoggerFactory.class, StringUtils.class);
        Path jar = extension();
        Path hapi = Path.of(
                Hapi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.createSymbolicLink(library.resolve("hie-hapi.jar"), hapi);

        assertThat(read(List.of(jar), new HapiLibrary(library))).isEqualTo("I by HAPI");
    }

    @Test
    void shouldOpenNothingBeforeOneOfItsClassesIsAskedFor() throws Exception {
        HapiLibrary absent = new HapiLibrary(library.resolve("absent"));

        Extension read = ExtensionReader.read("reader.jar", List.of(extension()), absent);

        assertThat(read.bodyTypes()).containsExactly("site.Reader");
        assertThat(read.faults()).isEmpty();
    }
}
