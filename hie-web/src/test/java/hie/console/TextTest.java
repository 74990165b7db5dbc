package hie.console;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.message.TimeRange;
import hie.console.project.ImportSummary;
import hie.console.project.ImportView;
import hie.engine.access.Role;
import hie.engine.catalog.HostKind;
import hie.engine.config.ConfigChange;
import hie.engine.golden.GoldenResult;
import hie.engine.imports.ImportReport;
import hie.engine.item.BreakerState;
import hie.engine.item.ItemState;
import hie.engine.item.WorkerStatus;
import hie.store.incident.IncidentKind;
import hie.store.message.HopStatus;
import hie.store.message.MessageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Pattern KEY = Pattern.compile("text\\['([a-zA-Z.]+)'\\]");
    private static final Path PAGES = Path.of("src/main/webapp");

    private final Set<String> texts =
            ResourceBundle.getBundle("hie.console.Text", Locale.ENGLISH).keySet();

    @Test
    void shouldHaveAWordForEveryConstantThatPagesShow() {
        assertThat(texts)
                .containsAll(keys("state.", ItemState.values()))
                .containsAll(keys("counted.", ItemState.values()))
                .containsAll(keys("kind.", HostKind.values()))
                .containsAll(keys("status.", MessageStatus.values()))
                .containsAll(keys("trace.", HopStatus.values()))
                .containsAll(keys("breaker.", BreakerState.values()))
                .containsAll(keys("worker.", WorkerStatus.State.values()))
                .contains("trace.RECEIVED", "trace.CREATED", "trace.REFUSED", "trace.ATTEMPT")
                .containsAll(keys("range.", TimeRange.values()))
                .containsAll(keys("change.", ConfigChange.Action.values()))
                .containsAll(keys("test.verdict.", GoldenResult.Verdict.values()))
                .containsAll(keys("incident.kind.", IncidentKind.values()))
                .containsAll(keys("import.origin.", ImportView.Origin.values()))
                .containsAll(keys("import.verdict.", ImportReport.Verdict.values()))
                .containsAll(keys("import.verdict.about.", ImportReport.Verdict.values()))
                .containsAll(keys("import.counted.", ImportSummary.Counted.values()))
                .containsAll(keys("import.kind.", ImportSummary.Kind.values()))
                .containsAll(
                        keys("role.", Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR, Role.VIEWER, Role.AUDITOR));
    }

    private static List<String> keys(String prefix, Object... constants) {
        return Stream.of(constants).map(constant -> prefix + constant).toList();
    }

    @Test
    void shouldHaveEveryTextThatAPageNames() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            Matcher key = KEY.matcher(Files.readString(page));
            while (key.find()) {
                named.add(key.group(1));
            }
        }

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(texts).containsAll(named);
    }

    @Test
    void shouldHoldNoStyleOrScriptInAPage() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readString(page))
                    .as(page.toString())
                    .doesNotContain(" style=\"", "<script", "<style", " onclick=", "escape=\"false\"");
        }
    }

    private static Set<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".xhtml")).collect(Collectors.toSet());
        }
    }
}
