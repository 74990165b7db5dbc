package hie.engine.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Messages;
import hie.engine.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/transforms.md} shows is what happens. */
class TransformsPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("(# transforms/Patient_To_FHIR\\.yaml\\n.*?)```.*?```json\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void shouldMakeOfTheExampleWhatThePageSays() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(page()));
        assertThat(example.find()).isTrue();

        CompiledTransform transform = TransformCompiler.compile(
                "Patient_To_FHIR", name -> Optional.of(example.group(1)), name -> Optional.empty(), Formats.STANDARD);

        assertThat(new String(
                        transform
                                .apply(Messages.adt(), ZonedDateTime.parse("2026-11-24T08:30:05+01:00"))
                                .message()
                                .body()
                                .bytes(),
                        UTF_8))
                .isEqualTo(example.group(2));
    }

    private static Path page() {
        Path here = Path.of("docs/transforms.md");
        return Files.exists(here) ? here : Path.of("../docs/transforms.md");
    }
}
