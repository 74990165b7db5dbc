package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in host class keeps to. */
class HostCatalogTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    static Collection<HostClass> classes() {
        return CATALOG.all();
    }

    @Test
    void shouldKnowTheBuiltInClassesByTheirNames() {
        assertThat(CATALOG.all())
                .extracting(HostClass::name)
                .contains("MllpService", "RoutingProcess", "MllpOperation")
                .isSorted();
        assertThat(CATALOG.find("MllpService"))
                .get()
                .extracting(HostClass::kind)
                .isEqualTo(HostKind.SERVICE);
        assertThat(CATALOG.find("NoService")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MllpService, true", "HttpService, true", "FileService, false", "JmsService, false"})
    void shouldDeclareHowToAnswerWhereSendersWaitForAnAnswer(String service, boolean answers) {
        Set<String> settings = CATALOG.find(service).orElseThrow().settings().stream()
                .map(SettingDescriptor::name)
                .collect(Collectors.toSet());

        for (String setting : List.of(
                "NackErrorCode", "AddNackERR", "UseAckCommitCodes", "LocalFacilityApplication", "NoBatchReply")) {
            assertThat(settings.contains(setting)).as(setting).isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "execution_mode, ExecutionMode",
        "worker_count, PoolSize",
        "queue_type, QueueType",
        "queue_size, QueueSize",
        "overflow_strategy, OverflowStrategy",
        "restart_policy, RestartPolicy",
        "max_restarts, MaxRestarts",
        "restart_delay, RestartDelay",
        "messaging_pattern, Pattern",
        "message_timeout, MessageTimeout"
    })
    void shouldTakeEachSettingAskedForUnderThatName(String asked, String name) {
        HostClass process = CATALOG.find("FanOutProcess").orElseThrow();

        assertThat(process.setting(asked))
                .get()
                .extracting(SettingDescriptor::name)
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"content_type, ContentType", "body_class, BodyClass", "schema_name, SchemaName"})
    void shouldTakeWhatSaysWhatAMessageIsUnderTheNameAskedFor(String asked, String name) {
        for (String service : List.of("FileService", "HttpService", "JmsService")) {
            assertThat(CATALOG.find(service).orElseThrow().setting(asked))
                    .get()
                    .extracting(SettingDescriptor::name)
                    .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldBeBuiltWithoutArguments(HostClass hostClass) throws ReflectiveOperationException {
        assertThat(hostClass.newHost()).isInstanceOf(hostClass.type());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldDescribeEachSettingInASentence(HostClass hostClass) {
        assertThat(hostClass.settings())
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.name()).matches("(?s)[A-Z].{3,}[.…]"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldHaveDefaultsThatPassItsOwnCheck(HostClass hostClass) {
        assertThat(hostClass.settings())
                .filteredOn(setting -> !setting.defaultValue().isEmpty())
                .allSatisfy(setting -> assertThat(setting.fault(setting.defaultValue()))
                        .as(setting.name())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldNameEachSettingOnce(HostClass hostClass) {
        List<String> names = hostClass.settings().stream()
                .flatMap(setting -> setting.names().stream())
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[A-Za-z][A-Za-z0-9_]*"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldSayWhatIsRequiredOnlyOfWhatHasNoDefault(HostClass hostClass) {
        assertThat(hostClass.settings())
                .filteredOn(SettingDescriptor::required)
                .allSatisfy(setting -> assertThat(setting.defaultValue()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldListChoicesAndUnitsWhereTheyBelong(HostClass hostClass) {
        assertThat(hostClass.settings()).allSatisfy(setting -> {
            assertThat(setting.choices().isEmpty()).as(setting.name()).isEqualTo(setting.type() != SettingType.CHOICE);
            if (setting.type() == SettingType.SECONDS) {
                assertThat(setting.unit()).as(setting.name()).isEqualTo("s");
            }
            assertThat(setting.min()).as(setting.name()).isLessThanOrEqualTo(setting.max());
        });
    }
}
