package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/settings.md} true; with {@code -Dhie.docs=write} it writes the page first. */
class SettingsPageTest {

    private static final String COMMAND = "./mvnw -q -pl hie-ejb -am test -Dtest=SettingsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhie.docs=write";

    @Test
    void shouldBeWhatTheHostClassesDeclare() throws IOException {
        Path page = root().resolve("docs/settings.md");
        String expected = SettingsPage.of(new HostCatalog(), COMMAND);
        if ("write".equals(System.getProperty("hie.docs"))) {
            Files.writeString(page, expected);
        }

        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/settings.md is out of date; make it anew: %s", COMMAND)
                .isEqualTo(expected);
    }

    /** The project's root, whether the build runs there or in the module. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("hie-ejb")) ? here : here.getParent();
    }
}
