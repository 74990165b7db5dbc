package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command rollback. */
class RollbackCommandTest extends ManagerStandIn {

    private void answerRevisions() {
        answer("/api/status", 200, STATUS.formatted("running", 4, "null"));
        answer("/api/projects/1/revisions", 200, """
                [{"number":4,"author":"eve","createdAt":"2026-11-02T10:00:00Z"},
                {"number":3,"author":"bob","createdAt":"2026-11-01T10:00:00Z"}]""");
        answer("/api/projects/1/revisions/2/changes", 200, """
                [{"action":"change","kind":"item","name":"Out","detail":["port: 2601 -> 2600"]}]""");
        answer("/api/projects/1/revisions/2/restore", 201, """
                {"number":4,"author":"bob","createdAt":"2026-11-03T10:00:00Z"}""");
        answer("/api/projects/1/reload", 200, "{}");
    }

    @Test
    void shouldRollBackToAnEarlierRevisionAndSayWhatThatChanged() {
        answerRevisions();

        Run run = command("rollback", "lab", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Rolled default/lab back to what revision 2 said, as revision 4:",
                        "~ item Out",
                        "port: 2601 -> 2600",
                        "The project is running.");
        assertThat(requests).containsKeys("/api/projects/1/revisions/2/restore", "/api/projects/1/reload");
    }

    @Test
    void shouldOnlyShowWhatRollingBackWouldChange() {
        answerRevisions();

        Run run = command("rollback", "default/lab", "2", "--plan");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("would change:", "~ item Out");
        assertThat(requests).doesNotContainKeys("/api/projects/1/revisions/2/restore", "/api/projects/1/reload");
    }

    @Test
    void shouldListRevisionsToRollBackTo() {
        answerRevisions();

        Run run = command("rollback", "lab");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly("4  2026-11-02T10:00:00Z  eve  deployed", "3  2026-11-01T10:00:00Z  bob");
    }
}
