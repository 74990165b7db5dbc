package hie.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the module structure, checked on the compiled classes of all modules. Each says how to repair a breach. */
class ArchitectureTest {

    private static final String WEB_REST = "hie.rest..";
    private static final String WEB_CONSOLE = "hie.console..";
    private static final String ENGINE = "hie.engine..";
    private static final String STORE = "hie.store..";
    private static final String[] ADAPTERS = {"hie.mllp..", "hie.file..", "hie.queue.."};
    private static final List<String> PACKAGES_OF_MODULES =
            List.of("hie.api", "hie.mllp", "hie.file", "hie.queue", "hie.store", "hie.engine", "hie.rest", "hie.cli");

    private static JavaClasses all;

    @BeforeAll
    static void readClasses() throws IOException {
        Path root = Path.of(System.getProperty("hie.root", ".."));
        try (Stream<Path> folders = Files.walk(root, 4)) {
            all = new ClassFileImporter()
                    .importPaths(folders.filter(folder -> folder.endsWith(Path.of("target", "classes")))
                            .filter(folder -> root.relativize(folder).toString().startsWith("hie-"))
                            .toList());
        }
    }

    @Test
    void shouldSeeTheClassesOfEveryModule() {
        assertThat(PACKAGES_OF_MODULES)
                .allSatisfy(name -> assertThat(all)
                        .as("classes below %s", name)
                        .anyMatch(found -> found.getPackageName().startsWith(name)));
    }

    @Test
    void shouldLetNobodyDependOnTheWeb() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(WEB_REST, WEB_CONSOLE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(WEB_REST, WEB_CONSOLE)
                        .because(
                                "the console and the API call the engine, never the reverse; let the web observe an event instead"));
    }

    @Test
    void shouldKeepTheStoreUnawareOfTheEngine() {
        check(noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, ADAPTERS[0], ADAPTERS[1], ADAPTERS[2])
                .because("the store keeps what it is given; hand it a value of its own and translate in the engine"));
    }

    @Test
    void shouldKeepAdaptersUnawareOfEverythingOfOurs() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ADAPTERS)
                .should()
                .dependOnClassesThat(resideInAnyPackage("hie.api..", ENGINE, STORE, WEB_REST, WEB_CONSOLE, "hie.cli.."))
                .because(
                        "a resource adapter moves bytes for whoever deploys it; what it must know goes into its activation"
                                + " settings or its listener's signature"));
        check(slices().matching("hie.(mllp|file|queue)..")
                .should()
                .notDependOnEachOther()
                .because("each adapter is deployed without the other; what both need, both have"));
    }

    @Test
    void shouldKeepResourceAdaptersInternalsToThemselves() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage("hie.api..", ENGINE, STORE, WEB_REST, WEB_CONSOLE, "hie.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("hie.mllp.ra..", "hie.file.ra..", "hie.queue.ra..")
                        .because(
                                "beans cannot see into a rar; use the adapter's API in hie.mllp, hie.file or hie.queue, or extend it"));
    }

    @Test
    void shouldKeepHostAuthorsFreeOfTheContainer() {
        check(noClasses()
                .that()
                .resideInAPackage("hie.api..")
                .and()
                .haveNameNotMatching("hie\\.api\\.message\\.Json(\\$\\d+)?") // what it gives is plain Java
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ENGINE, STORE, WEB_REST, WEB_CONSOLE, ADAPTERS[0], ADAPTERS[1], "jakarta..", "org.jboss.."))
                .because("users compile their hosts against hie-api alone; offer what they need through HostContext"));
    }

    @Test
    void shouldWriteTheCodecInPlainJava() {
        check(classes()
                .that()
                .resideInAPackage("hie.mllp.codec..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "hie.mllp.codec.."))
                .because("a codec is bytes in, frames out: sockets, logging and settings belong to those who use it"));
        check(noClasses()
                .that()
                .resideInAPackage("hie.mllp.codec..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.net.."))
                .because("a codec is bytes in, frames out: hand it what was read from the socket"));
    }

    @Test
    void shouldHaveNoCyclesBetweenFeaturesOfTheEngine() {
        check(slices().matching("hie.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .because(
                        "a feature that is in a cycle cannot be understood alone; move what both need to where it belongs,"
                                + " or let one observe an event of the other"));
    }

    @Test
    void shouldKeepImportsOfOtherEnginesApart() {
        check(slices().matching("hie.engine.(iris|mirth)..")
                .should()
                .notDependOnEachOther()
                .because("what both need is in hie.engine.imports"));
    }

    @Test
    void shouldLogAndNotPrint() {
        String servers = "the server's log is where operators look; use the module's @MessageLogger";
        check(noClasses()
                .that()
                .resideOutsideOfPackage("hie.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .because(servers));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("hie.cli..")
                .should(callMethod(Throwable.class, "printStackTrace"))
                .because(servers));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("hie.cli..")
                .and()
                .haveNameNotMatching("hie\\.engine\\.worker\\.Worker(Log|Json)Format")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because(servers));
    }

    @Test
    void shouldHaveNoPackagesThatSayNothing() {
        check(noClasses()
                .should()
                .resideInAnyPackage("hie..util..", "hie..impl..", "hie..dto..", "hie..manager..")
                .because("a package is named after what it is for; move the class to the feature that needs it"));
    }

    private static void check(ArchRule rule) {
        rule.check(all);
    }
}
