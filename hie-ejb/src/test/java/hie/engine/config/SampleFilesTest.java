package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.FakeHostContext;
import hie.engine.catalog.HostCatalog;
import hie.engine.routing.RoutingProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleFilesTest {

    private static ProjectFiles sample(String project) throws IOException, URISyntaxException {
        Path folder =
                Path.of(SampleFilesTest.class.getResource("/sample/" + project).toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return ProjectFiles.read(files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString().replace('\\', '/'), SampleFilesTest::text)));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hospital", "receiver"})
    void shouldHaveNoFault(String project) throws Exception {
        ConfigCheck check = new ConfigCheck();
        check.catalog = new HostCatalog();
        check.references = new SettingReferences(name -> null);

        ProjectFiles files = sample(project);

        assertThat(files.name()).isEqualTo(project);
        assertThat(check.check(files.config())).isEmpty();
        assertThat(ProjectFiles.read(files.write()).config().items())
                .containsExactlyInAnyOrderElementsOf(files.config().items());
    }

    @Test
    void shouldHaveRulesThatFitItsConnections() throws Exception {
        ItemConfig router = sample("hospital").config().item("Router").orElseThrow();
        RoutingProcess process = new RoutingProcess();
        process.attach(FakeHostContext.of(
                RoutingProcess.class,
                Map.of("Rules", router.settings().get("Rules")),
                router.targets().toArray(String[]::new)));

        process.onInit();
    }
}
