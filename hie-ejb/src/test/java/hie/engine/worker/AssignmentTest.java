package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.CertifiedPeer;
import hie.api.host.Interceptor;
import hie.api.host.ProjectDocuments;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;
import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.messaging.NetworkAccess;
import hie.engine.metrics.ItemProgress;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final HostCatalog CATALOG = new HostCatalog();
    private static final ItemKey KEY = new ItemKey("default", "hospital", "To HIS");

    private static ItemDefinition item(ItemKey key, String className, Map<String, String> given) {
        HostClass hostClass = CATALOG.find(className).orElseThrow();
        ProjectDocuments documents =
                ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.TABLES, "wards"), "a,\"b\"\nc,d"));
        return new ItemDefinition(key, hostClass, given, List.of("Other"), documents, Map.of());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Test
    void shouldTellAWorkerEverythingInOneLine() {
        ItemDefinition item = item(KEY, "HttpOperation", Map.of("URL", "https://his/\u00e4", "PoolSize", "3"));
        Assignment told = new Assignment(new NetworkAccess("127.0.0.1", 4711, "worker", "secret"), item);

        String line = told.write();

        assertThat(line).doesNotContain("\n");
        Assignment heard = Assignment.read(json(line), CATALOG);
        assertThat(heard.item()).isEqualTo(item);
        assertThat(heard.access()).isEqualTo(told.access());
    }

    /** An interceptor of an extension. */
    @Setting(name = "Key", type = SettingType.STRING, description = "The seal's key.")
    public static final class Seal implements Interceptor {}

    @Test
    void shouldTellAWorkerTheSettingsOfUsersOwnInterceptors() {
        HostCatalog catalog = new HostCatalog() {
            @Override
            public Map<String, Class<? extends Interceptor>> interceptors() {
                return Map.of("site.Seal", Seal.class);
            }
        };
        ItemDefinition item = new ItemDefinition(
                KEY,
                catalog.find("HttpOperation", List.of("site.Seal")).orElseThrow(),
                Map.of("URL", "https://his", "Interceptors", "site.Seal", "site.Seal.Key", "word"),
                List.of(),
                ProjectDocuments.NONE,
                catalog.interceptors());

        String line = new Assignment(new NetworkAccess("127.0.0.1", 4711, "worker", "secret"), item).write();

        assertThat(Assignment.read(json(line), catalog).item()).isEqualTo(item);
    }

    @Test
    void shouldShowNoSecret() {
        ItemDefinition item = item(KEY, "HttpOperation", Map.of("URL", "https://his"));

        assertThat(new Assignment(new NetworkAccess("127.0.0.1", 4711, "worker", "secret"), item).toString())
                .contains("To HIS")
                .doesNotContain("secret");
    }

    @Test
    void shouldTellOfOtherItemsOnlyWhatSendersMustKnow() {
        ItemKey other = KEY.sibling("Other");
        ItemDefinition neighbour = item(
                other,
                "MllpOperation",
                Map.of("IPAddress", "his", "Port", "1", "OrderKey", "PID-3.1", "QueueSize", "5"));

        JsonArray told = Assignment.neighbours(List.of(neighbour));

        assertThat(told.toString()).doesNotContain("IPAddress");
        ItemDefinition heard = Assignment.readNeighbours(told, CATALOG).get(other);
        assertThat(heard.given()).isEqualTo(Map.of("OrderKey", "PID-3.1", "QueueSize", "5"));
        assertThat(heard.queueShape()).isEqualTo(neighbour.queueShape());
        assertThat(heard.orderKey().of(Messages.adt())).isEqualTo("4711");
    }

    @Test
    void shouldReadReportsAndNothingElse() {
        Report report =
                Report.of(Report.Kind.DISABLED, "the host says \"so\"", new ItemProgress(1, 2, 3, 4, 5, 6, 7, 8, true));

        Report certified = report.with(Optional.of(new CertifiedPeer.Certificate(
                Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2026-11-27T12:00:00.123456Z"))));

        assertThat(Report.read(report.write())).contains(report);
        assertThat(Report.read(certified.write())).contains(certified);
        assertThat(Report.read(certified.write().replace("2027-01-01T", "soon")))
                .isEmpty();
        assertThat(Report.read("Terminating due to java.lang.OutOfMemoryError: Java heap space"))
                .isEmpty();
        assertThat(Report.read("{\"report\":\"OTHER\"}")).isEmpty();
        assertThat(Report.read("{\"report\":")).isEmpty();
    }
}
