package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.host.BusinessProcess;
import hie.api.setting.SettingDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionsTest {

    private static final String PROCESS = """
            package site;
            @hie.api.setting.Setting(name = "Greeting", type = hie.api.setting.SettingType.STRING, defaultValue = "%s", description = "A word.")
            public class Hello extends hie.api.host.BusinessProcess {
              @Override public void process(hie.api.message.Message message, hie.api.host.Outbox outbox) {}
            }
            """;

    @TempDir
    Path sources;

    @TempDir
    Path folder;

    private void jar(String name, String services, Map<String, String> classes) throws IOException {
        Path own = Files.createDirectories(sources.resolve(name));
        for (Map.Entry<String, String> type : classes.entrySet()) {
            Files.writeString(own.resolve(type.getKey() + ".java"), type.getValue());
        }
        ExtensionJar.build(own, services, folder.resolve(name));
    }

    private static List<String> faults(Extensions extensions) {
        return extensions.all().stream()
                .flatMap(extension -> extension.faults().stream())
                .map(fault -> fault.className() + " " + fault.message())
                .toList();
    }

    @Test
    void shouldOfferTheClassesOfTheTemplateWithTheirSettings() throws Exception {
        Path template = root().resolve("docs/template/src/main");
        ExtensionJar.build(
                template.resolve("java"),
                Files.readString(template.resolve("resources/META-INF/services/hie.api.host.Host")),
                folder.resolve("template.jar"));

        HostCatalog catalog = new HostCatalog(Extensions.in(folder));

        HostClass filter = catalog.find("com.example.hie.FacilityFilter").orElseThrow();
        assertThat(filter.extension()).isEqualTo("template.jar");
        assertThat(filter.kind()).isEqualTo(HostKind.PROCESS);
        assertThat(filter.settings())
                .extracting(SettingDescriptor::name)
                .contains("Facilities", "PoolSize", "Schedule");
        assertThat(filter.newHost()).isInstanceOf(BusinessProcess.class);
        assertThat(catalog.all()).contains(filter).hasSizeGreaterThan(8);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("hie-ejb")) ? here : here.getParent();
    }

    @Test
    void shouldNameWhatIsWrongWithEachClassAndOfferTheOthers() throws Exception {
        String kind =
                " extends hie.api.host.BusinessProcess { public void process(hie.api.message.Message m, hie.api.host.Outbox o) {} ";
        jar(
                "faulty.jar",
                """
                site.Hello
                site.Missing   # was renamed
                site.NoHost
                site.Hidden
                site.Abstract
                site.Arguments
                site.Unfed
                site.Pool
                site.Default
                """,
                Map.of(
                        "Hello",
                        PROCESS.formatted("hello"),
                        "NoHost",
                        "package site; public class NoHost {}",
                        "Hidden",
                        "package site; class Hidden" + kind + "}",
                        "Abstract",
                        "package site; public abstract class Abstract" + kind + "}",
                        "Arguments",
                        "package site; public class Arguments" + kind + " public Arguments(int i) {} }",
                        "Unfed",
                        "package site; public class Unfed extends hie.api.host.BusinessService { public hie.api.host.Receipt"
                                + " receive(hie.api.message.Message m, hie.api.host.Outbox o) { return null; } }",
                        "Pool",
                        "package site; @hie.api.setting.Setting(name = \"PoolSize\", type = hie.api.setting.SettingType.STRING,"
                                + " description = \"Other.\") public class Pool" + kind + "}",
                        "Default",
                        "package site; @hie.api.setting.Setting(name = \"Size\", type = hie.api.setting.SettingType.INTEGER,"
                                + " defaultValue = \"many\", description = \"A size.\") public class Default" + kind
                                + "}"));

        Extensions extensions = Extensions.in(folder);

        assertThat(extensions.hostClasses()).extracting(HostClass::name).containsExactly("site.Hello");
        assertThat(faults(extensions))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("site.Missing is named in"),
                        fault -> assertThat(fault).startsWith("site.NoHost is no business"),
                        fault -> assertThat(fault).startsWith("site.Hidden is abstract or not public"),
                        fault -> assertThat(fault).startsWith("site.Abstract is abstract or not public"),
                        fault -> assertThat(fault).startsWith("site.Arguments has no public constructor"),
                        fault -> assertThat(fault).startsWith("site.Unfed is a service without @Adapter"),
                        fault -> assertThat(fault).startsWith("site.Pool declares setting PoolSize other"),
                        fault -> assertThat(fault).startsWith("site.Default has a setting Size whose default"));
        assertThat(new HostCatalog(extensions).whyMissing("site.NoHost"))
                .isEqualTo(
                        "there is no class 'site.NoHost': extension faulty.jar: it is no business service, process or operation");
    }

    @Test
    void shouldGiveAServiceTheSettingsOfItsAdapter() throws Exception {
        jar("service.jar", "site.Door", Map.of("Door", """
                package site;
                @hie.api.host.Adapter(hie.api.host.Adapter.Kind.MLLP)
                public class Door extends hie.api.host.BusinessService {
                  @Override public hie.api.host.Receipt receive(hie.api.message.Message m, hie.api.host.Outbox o) { return hie.api.host.Receipt.accepted(null); }
                }
                """));

        HostClass door = Extensions.in(folder).find("site.Door").orElseThrow();

        assertThat(door.settings())
                .extracting(SettingDescriptor::name)
                .contains("Port", "MaxMessageSize", "AllowedIPAddresses", "PoolSize")
                .doesNotContain("CertificateExpiryAlert");
    }

    @Test
    void shouldReportAFileThatIsNoJarAndLoadTheOthers() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "no zip");
        Files.writeString(folder.resolve("README.txt"), "not looked at");
        jar("good.jar", "site.Hello", Map.of("Hello", PROCESS.formatted("hello")));

        Extensions extensions = Extensions.in(folder);

        assertThat(extensions.all()).extracting(Extension::name).containsExactly("broken.jar", "good.jar");
        assertThat(extensions.all().getFirst().faults()).hasSize(1);
        assertThat(extensions.find("site.Hello")).isPresent();
    }

    @Test
    void shouldOfferAClassOfTwoExtensionsOnce() throws Exception {
        jar("a.jar", "site.Hello", Map.of("Hello", PROCESS.formatted("a")));
        jar("b.jar", "site.Hello", Map.of("Hello", PROCESS.formatted("b")));

        Extensions extensions = Extensions.in(folder);

        assertThat(extensions.find("site.Hello"))
                .get()
                .extracting(HostClass::extension)
                .isEqualTo("a.jar");
        assertThat(faults(extensions)).containsExactly("site.Hello is in extension a.jar already; remove one of them");
    }

    @Test
    void shouldTakeANewAChangedAndARemovedFileOnceItIsStill() throws Exception {
        Extensions extensions = Extensions.in(folder);
        jar("late.jar", "site.Hello", Map.of("Hello", PROCESS.formatted("one")));

        assertThat(extensions.refresh()).as("it may still grow").isFalse();
        assertThat(extensions.refresh()).isTrue();
        HostClass first = extensions.find("site.Hello").orElseThrow();
        assertThat(extensions.refresh()).as("nothing changed").isFalse();

        jar("late.jar", "site.Hello", Map.of("Hello", PROCESS.formatted("another")));
        extensions.refresh();
        assertThat(extensions.refresh()).isTrue();
        HostClass second = extensions.find("site.Hello").orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.setting("Greeting").orElseThrow().defaultValue()).isEqualTo("another");
        assertThat(first.newHost()).as("still usable by an item that runs").isNotNull();

        Files.delete(folder.resolve("late.jar"));
        assertThat(extensions.refresh()).isTrue();
        assertThat(extensions.all()).isEmpty();
    }

    @Test
    void shouldKeepTheEnginesOwnClassesToItself() throws Exception {
        jar("nosy.jar", "site.Nosy", Map.of("Nosy", """
                package site;
                public class Nosy extends hie.api.host.BusinessProcess {
                  private final Object engine = new hie.engine.catalog.HostCatalog();
                  @Override public void process(hie.api.message.Message m, hie.api.host.Outbox o) {}
                }
                """));

        HostClass nosy = Extensions.in(folder).find("site.Nosy").orElseThrow();

        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(nosy::newHost)
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void shouldOfferTheInterceptorsOfAnExtensionAndNameWhatIsWrongWithOthers() throws Exception {
        String good = "package site; public class Seal implements hie.api.host.Interceptor {}";
        jar("seal.jar", "", Map.of("Seal", good, "NoSeal", "package site; public class NoSeal {}"));
        addServices("seal.jar", "site.Seal\nsite.NoSeal\nsite.Missing\n");
        jar("twin.jar", "", Map.of("Seal", good));
        addServices("twin.jar", "site.Seal");

        Extensions extensions = Extensions.in(folder);

        assertThat(new HostCatalog(extensions).interceptors()).containsOnlyKeys("site.Seal");
        assertThat(faults(extensions))
                .containsExactly(
                        "site.NoSeal is no interceptor",
                        "site.Missing is named in META-INF/services/hie.api.host.Interceptor, but is not in the JAR",
                        "site.Seal is in another extension already; remove one of them");
    }

    @Test
    void shouldRefuseAnInterceptorWhoseSettingHasAnImpossibleDefault() throws Exception {
        String seal =
                "package site; @hie.api.setting.Setting(name = \"Length\", type = hie.api.setting.SettingType.INTEGER,"
                        + " defaultValue = \"long\", description = \"Its length.\")"
                        + " public class Seal implements hie.api.host.Interceptor {}";
        jar("seal.jar", "", Map.of("Seal", seal));
        addServices("seal.jar", "site.Seal");

        Extensions extensions = Extensions.in(folder);

        assertThat(new HostCatalog(extensions).interceptors()).isEmpty();
        assertThat(faults(extensions))
                .singleElement()
                .asString()
                .startsWith("site.Seal has a setting Length whose default 'long' is");
    }

    @Test
    void shouldOfferTheMessageClassesOfAnExtensionAndNameWhatIsNone() throws Exception {
        String good = "package site; public class Order implements hie.api.message.BodyType<String> {"
                + " public String parse(byte[] bytes, java.nio.charset.Charset charset) { return \"\"; } }";
        jar("order.jar", "", Map.of("Order", good, "NoOrder", "package site; public class NoOrder {}"));
        addServices("order.jar", "hie.api.message.BodyType", "site.Order\nsite.NoOrder\n");

        Extensions extensions = Extensions.in(folder);

        assertThat(new HostCatalog(extensions).bodyTypes()).containsExactly("site.Order");
        assertThat(faults(extensions)).containsExactly("site.NoOrder is no message class");
    }

    private void addServices(String jar, String interceptors) throws IOException {
        addServices(jar, "hie.api.host.Interceptor", interceptors);
    }

    private void addServices(String jar, String service, String classes) throws IOException {
        try (var zip = java.nio.file.FileSystems.newFileSystem(folder.resolve(jar))) {
            Files.writeString(zip.getPath("META-INF/services/" + service), classes);
        }
    }
}
