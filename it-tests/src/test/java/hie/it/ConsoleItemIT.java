package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Items made and changed in the console, as a developer does it; and what others see of that. */
class ConsoleItemIT extends InBrowser {

    private static final String WORKSPACE = "items";

    ConsoleItemIT(HieServer server) {
        super(server);
    }

    @Test
    void shouldMakeAnItemPutItRightDeployChangeAndRemoveIt() {
        String project = apply("form");
        signIn("admin", server.password());
        browser.visit("project/view.xhtml?id=" + project);

        browser.press("[id='production:add']");
        browser.picture(PICTURES.resolve("classes-1280.png"));
        browser.press("tr[data-class='FileOperation'] a");
        browser.write("[id='sheet:name']", "Out");
        browser.write(input("FilePath"), "${data}/files/form");
        browser.write(input("PoolSize"), "many");
        browser.press("[id='sheet:save']");

        assertThat(browser.text(setting("PoolSize") + " .finding")).contains("'many'", "a whole number");
        assertThat(browser.text("#findings")).contains("PoolSize");
        assertThat(browser.overflow()).isZero();
        browser.picture(PICTURES.resolve("item-1280.png"));
        assertThat(items(project)).as("nothing was saved").containsExactly("In");

        browser.write(input("PoolSize"), "2");
        browser.press("[id='sheet:save']");
        browser.text("tr[data-waiting='Out']");
        assertThat(settings(project, "Out"))
                .as("what was left empty is left out")
                .isEqualTo("{\"FilePath\":\"${data}/files/form\",\"PoolSize\":\"2\"}");

        browser.press("tr[data-item='In'] [id$=':edit']");
        browser.press("[data-target='Out'] input");
        browser.press("[id='sheet:save']");
        browser.press("[id='production:plan']");
        assertThat(browser.text("#changes")).contains("add item", "Out", "add connection", "In -> Out");
        browser.picture(PICTURES.resolve("plan-1280.png"));
        browser.press("[id='plan:deploy']");
        browser.text("tr[data-item='Out'] .badge.RUNNING");
        browser.text("tr[data-item='In'] .badge.RUNNING");
        Rest.Answer answer = rest.send(
                "POST", "/in/" + WORKSPACE + "/form/In", "text/plain", "x".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Delivered.await(server.files("form"), "x"::equals, 1);

        browser.press("tr[data-item='Out'] [id$=':edit']");
        browser.press("[id='sheet:remove']");
        assertThat(browser.text(".ui-confirm-dialog-message")).contains("In");
        browser.press(".ui-confirmdialog-yes");
        browser.text("[id='production:plan']");
        assertThat(items(project)).containsExactly("In");
        assertThat(itemState(project)).as("nothing is deployed by saving").isEqualTo("running");
    }

    @Test
    void shouldRefuseAChangeWhenSomebodyElseWroteARevisionMeanwhile() {
        String project = apply("meanwhile");
        signIn("admin", server.password());
        browser.visit("item/form.xhtml?id=" + project + "&item=In");
        browser.write("[id='sheet:category']", "mine");

        rest.send("PUT", "/projects/" + project, Map.of("description", "theirs"));
        browser.press("[id='sheet:save']");

        assertThat(browser.text(".ui-growl-error")).contains("Nothing was changed: admin wrote revision");
        assertThat(rest.get("/projects/" + project + "/items/In")
                        .path("category")
                        .asText())
                .isEmpty();
    }

    @Test
    void shouldLetAnOperatorNeitherSeeNorReachIt() {
        String project = apply("others");
        rest.post("/users", Map.of("name", "otto", "password", PASSWORD, "roles", List.of("operator")));
        rest.send("PUT", "/projects/" + project, Map.of("description", "to be deployed"));
        signIn("otto", PASSWORD);

        browser.visit("project/view.xhtml?id=" + project);
        browser.text("tr[data-item='In'] .badge.RUNNING");
        assertThat(browser.count("[id$=':add'], [id$=':edit']")).isZero();
        browser.press("[id='production:plan']");
        assertThat(browser.text("#changes")).contains("to be deployed");
        assertThat(browser.count("[id='plan:deploy']")).isZero();

        browser.visit("item/form.xhtml?id=" + project + "&item=In");
        browser.text("#error");
        assertThat(browser.count("[id='sheet:save']")).isZero();
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/item/form.xhtml"));
    }

    private static String setting(String name) {
        return "[data-setting='" + name + "']";
    }

    private static String input(String name) {
        return setting(name) + " .value > :first-child";
    }

    private List<String> items(String project) {
        return rest.get("/projects/" + project + "/items").findValuesAsText("name");
    }

    private String settings(String project, String item) {
        JsonNode found = rest.get("/projects/" + project + "/items/" + item);
        return found.path("settings").toString();
    }

    private String itemState(String project) {
        return Rest.item(rest.get("/projects/" + project + "/status"), "Out")
                .path("state")
                .asText();
    }

    /** Applies a project with one item, waits until it runs and gives its id. */
    private String apply(String project) {
        rest.apply(WORKSPACE, project, Map.of("project.yaml", """
                        workspace: %s
                        name: %s
                        """.formatted(WORKSPACE, project), "items/In.yaml", """
                        name: In
                        class: HttpService
                        """));
        await("project " + project + " to run")
                .atMost(PATIENCE)
                .until(
                        () -> rest.projectStatus(WORKSPACE, project)
                                .path("state")
                                .asText(),
                        "running"::equals);
        return rest.projectStatus(WORKSPACE, project).path("id").asText();
    }
}
