package hie.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/requirements.md} true as far as a program can: the tests that it names exist. */
class RequirementsPageTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))\\.(\\w+)`");

    @Test
    void shouldNameTestsThatExist() throws IOException {
        Path root = root();
        Map<String, String> sources = sources(root);
        List<String> missing = new ArrayList<>();
        int found = 0;
        Matcher named = TEST.matcher(Files.readString(root.resolve("docs/requirements.md")));
        while (named.find()) {
            if (sources.getOrDefault(named.group(1), "").contains(" void " + named.group(2) + "(")) {
                found++;
            } else {
                missing.add(named.group());
            }
        }

        assertThat(missing).as("tests that docs/requirements.md names").isEmpty();
        assertThat(found).isGreaterThan(50);
    }

    /** The sources of all test classes, by the name of the class. */
    private static Map<String, String> sources(Path root) throws IOException {
        String tests = Path.of("src", "test", "java").toString();
        try (Stream<Path> files = Files.find(
                root,
                20,
                (path, facts) -> facts.isRegularFile() && path.toString().endsWith(".java"))) {
            return files.filter(path -> path.toString().contains(tests))
                    .collect(Collectors.toMap(
                            path -> path.getFileName().toString().replace(".java", ""),
                            RequirementsPageTest::read,
                            (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("it-tests")) ? here : here.getParent();
    }
}
