package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules and transforms that ask files, schedules and other rules. */
class ListImportTest {

    private static final String PRODUCTION = """
            Class A.P Extends Ens.Production
            {
            XData ProductionDefinition
            {
            <Production Name="A.P">
              <Item Name="Router" ClassName="EnsLib.HL7.MsgRouter.RoutingEngine" PoolSize="1" Enabled="true">
                <Setting Target="Host" Name="BusinessRuleName">A.R</Setting>
              </Item>
              <Item Name="Out" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                <Setting Target="Adapter" Name="FilePath">/tmp/out</Setting>
              </Item>
            </Production>
            }
            }
            """;

    private static final ImportFile CODES =
            new ImportFile("codes.txt", "A01\r\nA04\r\n".getBytes(StandardCharsets.UTF_8));

    private static String rule(String name, String steps) {
        return """
                Class %s Extends Ens.Rule.Definition
                {
                XData RuleDefinition
                {
                <ruleDefinition><ruleSet name=""><rule name="">%s</rule></ruleSet></ruleDefinition>
                }
                }
                """.formatted(name, steps);
    }

    private static String when(String condition) {
        return "<when condition='" + condition + "'><send target=\"Out\"/></when>";
    }

    private static IrisImporter.Outcome run(List<ImportFile> beside, String... texts) {
        List<ImportFile> files = new ArrayList<>(beside);
        Arrays.stream(texts).map(Importing::made).forEach(files::add);
        return Importing.run(files.toArray(ImportFile[]::new));
    }

    private static boolean routes(IrisImporter.Outcome outcome) {
        return outcome.config().item("Router").orElseThrow().enabled();
    }

    private static List<IrisReport.Missing> missing(IrisImporter.Outcome outcome) {
        return outcome.report().productions().getFirst().missing();
    }

    private static final String ASKS_FILE = when("InFile(HL7.{MSH:9.2},\"C:\\HL7\\codes.txt\")");

    @Test
    void shouldMakeListsOfTheFilesThatRulesAskAndAreGivenToo() {
        IrisImporter.Outcome outcome = run(List.of(CODES), PRODUCTION, rule("A.R", ASKS_FILE));

        assertThat(outcome.config()
                        .document(ProjectDocument.Kind.LIST, "codes")
                        .orElseThrow()
                        .text())
                .isEqualTo("A01\r\nA04\r\n");
        assertThat(outcome.report().tables()).containsExactly(new IrisReport.Table("codes", "lists/codes.txt", 2));
        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(routes(outcome)).isTrue();
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldNameTheFileThatIsNotThereAndWhereItBelongs() {
        IrisImporter.Outcome outcome = run(List.of(), PRODUCTION, rule("A.R", ASKS_FILE));

        assertThat(missing(outcome))
                .containsExactly(new IrisReport.Missing("rule A.R", "list codes (put the file at lists/codes.txt)"));
        assertThat(outcome.report().refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.what()).contains("C:\\HL7\\codes.txt");
            assertThat(refusal.why()).contains("there is no list 'codes'");
        });
        assertThat(outcome.report().rules().getFirst().conditions()).isEqualTo(new ImportReport.Counts(1, 0, 1));
        assertThat(routes(outcome)).isFalse();
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldTellOfFilesThatNobodyAsks() {
        ImportFile other = new ImportFile("readme.txt", "hello".getBytes(StandardCharsets.UTF_8));

        IrisImporter.Outcome outcome = run(List.of(CODES, other), PRODUCTION, rule("A.R", ASKS_FILE));

        assertThat(outcome.report().refused())
                .containsExactly(
                        new ImportReport.Refusal("readme.txt", "file", "it is neither a class nor an XML export"));
        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldHaveAssignmentsOfTransformsWaitForTheirFile() {
        String dtl = """
                Class A.T Extends Ens.DataTransformDTL
                {
                XData DTL [ XMLNamespace = "http://www.intersystems.com/dtl" ]
                {
                <transform sourceClass='EnsLib.HL7.Message' targetClass='EnsLib.HL7.Message' sourceDocType='2.5:ADT_A01' targetDocType='2.5:ADT_A01' create='copy' language='objectscript'>
                <assign value='..InFileColumn(source.{PV1:2},"/data/codes.txt",1,10,44)' property='target.{PV1:3.1}' action='set' />
                </transform>
                }
                }
                """;

        IrisImporter.Outcome with = run(List.of(CODES), dtl);
        IrisImporter.Outcome without = run(List.of(), dtl);

        assertThat(with.report().transforms().getFirst().enabled()).isTrue();
        assertThat(without.report().transforms().getFirst().enabled()).isFalse();
        assertThat(without.report().transforms().getFirst().waiting()).isEqualTo(1);
        assertThat(without.report().refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).contains("put the file at lists/codes.txt"));
    }

    @Test
    void shouldNameTheScheduleThatNoExportHolds() {
        assertThat(missing(run(List.of(), PRODUCTION, rule("A.R", when("Schedule(\"@Nights\")")))))
                .containsExactly(new IrisReport.Missing(
                        "rule A.R",
                        "schedule Nights (expected: a row with this name and its schedule, or the days of an EXCEPT)"));
    }

    @Test
    void shouldTranslateRulesThatAskOthersAndFollowThem() {
        String asks = rule("A.R", when("Rule(\"A.V\",context,\"why\")=1"));
        String answers = rule("A.V", "<when condition='HL7.{PV1:2}=\"I\"'><return>1</return></when>");

        IrisImporter.Outcome whole = run(List.of(), PRODUCTION, asks, answers);
        IrisImporter.Outcome half =
                run(List.of(), PRODUCTION, asks, answers.replace("HL7.{PV1:2}=\"I\"", "##class(A.B).C()"));
        IrisImporter.Outcome none = run(List.of(), PRODUCTION, asks);

        assertThat(whole.report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(routes(whole)).isTrue();
        assertThat(ImportedProjects.faults(whole.config())).isEmpty();
        assertThat(routes(half)).isFalse();
        assertThat(routes(none)).isFalse();
        assertThat(missing(none))
                .containsExactly(new IrisReport.Missing("rule A.R", "rule set A.V (expected: rules/A.V.yaml)"));
    }

    @Test
    void shouldGiveListsBackAsTheyCame() {
        IrisImporter.Outcome outcome = run(List.of(CODES), PRODUCTION, rule("A.R", ASKS_FILE));

        IrisExport.Outcome back = IrisExport.of(outcome.config(), "p", new HostCatalog());

        assertThat(back.files()).containsEntry("codes.txt", "A01\r\nA04\r\n");
        assertThat(back.files().get("A.R.cls")).contains("C:\\HL7\\codes.txt");
        assertThat(back.differences()).isEmpty();
    }
}
