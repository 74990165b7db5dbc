package hie.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another engine, looked at and imported in the console. */
class ConsoleImportIT extends InBrowser {

    private static final String PRODUCTION = """
            Class Site.P Extends Ens.Production
            {
            XData ProductionDefinition
            {
            <Production Name="Site.P"><Item Name="In" ClassName="EnsLib.HL7.Service.FileService"/>
            <Item Name="Router" ClassName="EnsLib.HL7.MsgRouter.RoutingEngine"><Setting Target="Host" Name="BusinessRuleName">Site.R</Setting></Item>
            <Item Name="Odd" ClassName="Site.Odd"/></Production>
            }
            }
            """;

    private static final String RULES = """
            Class Site.R Extends Ens.Rule.Definition
            {
            XData RuleDefinition
            {
            <ruleDefinition><ruleSet name=""><rule name="wards"><constraint name="docCategory" value="Site.Wards"/>
            <when condition="1"><send target="Odd"/><return/></when></rule></ruleSet></ruleDefinition>
            }
            }
            """;

    ConsoleImportIT(HieServer server) {
        super(server);
    }

    private int projects() {
        return rest.get("/projects").findValuesAsText("name").stream()
                .filter("imported"::equals)
                .toList()
                .size();
    }

    @Test
    void shouldShowWhatFilesHoldAndImportThemOnlyThen(@TempDir Path folder) throws IOException {
        Path production = Files.writeString(folder.resolve("P.cls"), PRODUCTION);
        Path rules = Files.writeString(folder.resolve("R.cls"), RULES);
        signIn("admin", server.password());

        browser.press("#import");
        browser.choose("[id='import:files']", production, rules);
        browser.write("[id='import:workspace']", "imports");
        browser.write("[id='import:project']", "imported");
        browser.press("[id='import:read']");

        assertThat(browser.text("#verdict")).isEqualTo("Issues");
        assertThat(browser.text("#lines")).contains("Site.P items 3 2 0 1", "Site.R actions 2 2 2 0");
        assertThat(browser.text("#refused")).contains("it waits", "schemas/Site.Wards.yaml");
        assertThat(browser.text("#remarks")).contains("holds its place only", "Odd", "Site.Odd");
        assertThat(browser.overflow()).isZero();
        browser.picture(PICTURES.resolve("import-1280.png"));
        assertThat(projects()).as("nothing was written").isZero();

        browser.press("[id='import:run']");

        assertThat(browser.text("#changes")).contains("add item", "Router", "Odd", "In");
        browser.awaitText("h1", "Changes to deploy"::equals);
        assertThat(projects()).isEqualTo(1);
        assertThat(rest.projectStatus("imports", "imported")
                        .path("deployedRevision")
                        .asInt())
                .as("nothing is deployed")
                .isZero();
    }

    @Test
    void shouldLetAnOperatorNeitherSeeNorReachIt() {
        rest.post("/users", Map.of("name", "ida", "password", PASSWORD, "roles", List.of("operator")));
        signIn("ida", PASSWORD);

        assertThat(browser.text("#user")).isEqualTo("ida");
        assertThat(browser.count("#import")).isZero();
        browser.visit("project/import.xhtml");
        browser.text("#error");
        assertThat(browser.count("[id='import:read']")).isZero();
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/project/import.xhtml"));
    }
}
