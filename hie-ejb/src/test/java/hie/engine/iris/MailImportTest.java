package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportReport;
import org.junit.jupiter.api.Test;

/** {@code EnsLib.EMail.AlertOperation}. */
class MailImportTest {

    private static final String OPEN = """
            <Setting Target="Adapter" Name="SMTPServer">mail.example</Setting>
            <Setting Target="Adapter" Name="SMTPPort">1025</Setting>
            <Setting Target="Adapter" Name="From">alerts@example.org</Setting>
            <Setting Target="Adapter" Name="Recipient">a@example.org;b@example.org</Setting>
            <Setting Target="Adapter" Name="Cc"></Setting>
            <Setting Target="Host" Name="IncludeDetails">1</Setting>
            <Setting Target="Host" Name="SubjectPrefix">[Ward]</Setting>
            <Setting Target="Host" Name="RetryInterval">7</Setting>
            """;

    private static String production(String settings) {
        return """
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="Ens.Alert" ClassName="EnsLib.EMail.AlertOperation" PoolSize="1" Enabled="true">
                %s
                  </Item>
                </Production>
                }
                }
                """.formatted(settings);
    }

    private static IrisImporter.Outcome run(String settings) {
        return Importing.run(Importing.made(production(settings)));
    }

    private static ItemConfig item(IrisImporter.Outcome outcome) {
        return outcome.config().items().getFirst();
    }

    @Test
    void shouldMailTheSamePeopleByTheSameServer() {
        IrisImporter.Outcome outcome = run(OPEN);

        ItemConfig item = item(outcome);
        assertThat(item.name()).isEqualTo("Ens.Alert");
        assertThat(item.className()).isEqualTo("EMailAlertOperation");
        assertThat(item.enabled()).isTrue();
        assertThat(item.settings())
                .containsEntry("SMTPServer", "mail.example")
                .containsEntry("SMTPPort", "1025")
                .containsEntry("From", "alerts@example.org")
                .containsEntry("Recipient", "a@example.org,b@example.org")
                .containsEntry("SubjectPrefix", "[Ward]")
                .containsEntry("RetryInterval", "7")
                .containsEntry("FailureTimeout", "15")
                .doesNotContainKey("Cc");
        assertThat(item.kept())
                .containsEntry("Host/IncludeDetails", "1")
                .containsEntry("Adapter/Recipient", "a@example.org;b@example.org");
        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldNotMailInTheOpenWhatWasSentByAPasswordOrTls() {
        IrisImporter.Outcome outcome = run(OPEN + """
                <Setting Target="Adapter" Name="Credentials">Mail</Setting>
                <Setting Target="Adapter" Name="SSLConfig">Mail*</Setting>
                """);

        assertThat(item(outcome).enabled()).isFalse();
        assertThat(item(outcome).kept())
                .containsEntry("Adapter/Credentials", "Mail")
                .containsEntry("Adapter/SSLConfig", "Mail*")
                .containsEntry("Item/Enabled", "true");
        assertThat(outcome.report().refused())
                .extracting(ImportReport.Refusal::what)
                .containsExactly("setting Adapter/Credentials", "setting Adapter/SSLConfig");
        assertThat(outcome.report().productions().getFirst().supply())
                .containsExactly("item Ens.Alert: Credentials 'Mail'", "item Ens.Alert: SSLConfig 'Mail*'");
    }

    @Test
    void shouldBeDisabledUntilSomebodySaysWhomItMails() {
        IrisImporter.Outcome outcome = run("");

        assertThat(item(outcome).enabled()).isFalse();
        assertThat(item(outcome).settings()).containsEntry("Recipient", "nobody@localhost");
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldComeBackAsItWas() {
        IrisExport.Outcome back = IrisExport.of(run(OPEN).config(), "p", new HostCatalog());

        assertThat(back.files().get("A.P.cls"))
                .contains(
                        "ClassName=\"EnsLib.EMail.AlertOperation\"",
                        "Name=\"Recipient\">a@example.org;b@example.org<",
                        "Name=\"IncludeDetails\">1<",
                        "Name=\"SMTPPort\">1025<");
        assertThat(back.differences()).isEmpty();
    }
}
