package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feeds the importer broken exports. {@code -Dhie.fuzz=N} runs N inputs instead of the short version's. */
class IrisFuzzTest {

    private static final int SHORT = 500;
    private static final byte[] SPECIAL = "<>\"'{}[]&;/=#%\n\r\0 ".getBytes(StandardCharsets.US_ASCII);
    private static final HostCatalog CATALOG = new HostCatalog();

    @Test
    void shouldSurviveWhateverItIsGiven() throws IOException {
        int inputs = Integer.getInteger("hie.fuzz", SHORT);
        byte[][] seeds = {resource("Lab.Production.cls"), resource("Lab.Rules.xml")};
        for (int i = 0; i < inputs; i++) {
            Random random = new Random(i);
            IrisFile broken = new IrisFile("seed " + i, mutated(seeds[i % 2], random));
            IrisFile whole = new IrisFile("whole", seeds[(i + 1) % 2]);

            IrisImporter.Outcome outcome = IrisImporter.run(List.of(broken, whole), CATALOG);

            ImportReport report = outcome.report();
            assertThat(report.refused())
                    .as("seed %d", i)
                    .noneMatch(refusal -> refusal.why().startsWith("the reader failed"));
            assertThat(report.productions())
                    .as("seed %d", i)
                    .allMatch(p -> p.settings().kept() == p.settings().found());
            assertThat(ImportedProjects.faults(outcome.config()))
                    .as("seed %d", i)
                    .isEmpty();
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int change = random.nextInt(1, 8); change > 0; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = SPECIAL[random.nextInt(SPECIAL.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = cut(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 60)));
                default -> {
                    int length = Math.min(random.nextInt(1, 200), bytes.length - at);
                    int to = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes.clone(), at, bytes, to, length);
                }
            }
        }
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] rest = new byte[Math.max(1, bytes.length - (to - from))];
        System.arraycopy(bytes, 0, rest, 0, Math.min(from, rest.length));
        System.arraycopy(bytes, to, rest, Math.min(from, rest.length - (bytes.length - to)), bytes.length - to);
        return rest;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = IrisFuzzTest.class.getResourceAsStream("/iris/" + name)) {
            return file.readAllBytes();
        }
    }
}
