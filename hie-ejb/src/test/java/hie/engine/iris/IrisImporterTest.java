package hie.engine.iris;

import static hie.engine.iris.Importing.item;
import static hie.engine.iris.Importing.lab;
import static hie.engine.iris.Importing.made;
import static hie.engine.iris.Importing.resource;
import static hie.engine.iris.Importing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hie.engine.config.ConfigJson;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.config.ProjectFiles;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IrisImporterTest {

    @Test
    void shouldCountItemsAndSettings() throws IOException {
        IrisReport.Production production = lab().report().productions().getFirst();

        assertThat(production.name()).isEqualTo("Lab.Production");
        assertThat(production.verdict()).isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(production.items()).isEqualTo(new ImportReport.Items(5, 4, 1));
        assertThat(production.settings().found()).isEqualTo(21);
        assertThat(production.settings().kept()).isEqualTo(21);
    }

    @Test
    void shouldMakeADisabledStubOfAnUnknownClassWithAllItsSettings() throws IOException {
        ItemConfig stub = item(lab(), "Site Code");

        assertThat(stub.className()).isEqualTo("Stub");
        assertThat(stub.enabled()).isFalse();
        assertThat(stub.settings()).containsEntry("StandsFor", "Lab.Site.Process");
        assertThat(stub.kept())
                .containsEntry("Host/Odd", "a <b> } c")
                .containsEntry("Host/Odd#2", "twice")
                .containsEntry("Host/TargetConfigName", "To Files")
                .containsEntry("Item/PoolSize", "3");
        assertThat(stub.targets()).containsExactly("To Files");
    }

    @Test
    void shouldConnectServicesByTheirTargetsAndRoutersByTheirRules() throws IOException {
        IrisImporter.Outcome lab = lab();

        assertThat(item(lab, "From Lab").targets()).containsExactly("Router");
        assertThat(item(lab, "Router").targets()).containsExactlyInAnyOrder("To Ward_A", "To Files");
        assertThat(lab.report().productions().getFirst().missing())
                .contains(new IrisReport.Missing("item From Lab", "target Nobody"));
        assertThat(lab.report().productions().getFirst().renamed())
                .containsExactly(new ImportReport.Renamed("To Ward/A", "To Ward_A"));
        assertThat(lab.report().productions().getFirst().supply())
                .containsExactly("item To Ward/A: SSLConfig 'WardTLS'");
    }

    @Test
    void shouldTranslateRulesAndRefuseObjectScriptWhereItStands() throws IOException {
        IrisImporter.Outcome lab = lab();
        IrisReport.Rules rules = lab.report().rules().getFirst();

        assertThat(rules.rules()).isEqualTo(new ImportReport.Counts(3, 3, 0));
        assertThat(rules.conditions()).isEqualTo(new ImportReport.Counts(3, 2, 1));
        assertThat(rules.actions()).isEqualTo(new ImportReport.Counts(5, 4, 1));
        assertThat(lab.report().refused()).anySatisfy(refusal -> {
            assertThat(refusal.where()).isEqualTo("rule Lab.Rules, set 'Main', rule 3 'Site'");
            assertThat(refusal.what()).contains("##class(Lab.Site)");
        });
        assertThat(item(lab, "Router").enabled()).isFalse();
        assertThat(item(lab, "Router").settings()).containsEntry("BusinessRuleName", "Lab.Rules");
        assertThat(lab.config()
                        .document(ProjectDocument.Kind.RULES, "Lab.Rules")
                        .orElseThrow()
                        .text())
                .contains("To Ward_A", "##class(Lab.Site).IsOdd(HL7)", "disabled: true");
    }

    @Test
    void shouldMakeCsvOfLookupTables() throws IOException {
        IrisImporter.Outcome lab = lab();

        assertThat(lab.report().tables()).containsExactly(new IrisReport.Table("Wards", "Wards", 2));
        assertThat(lab.config()
                        .document(ProjectDocument.Kind.TABLE, "Wards")
                        .orElseThrow()
                        .text())
                .isEqualTo("A,\"East, \"\"1\"\"\"\r\nB,West\r\n");
    }

    @Test
    void shouldGiveAProjectThatPassesTheCheck() throws IOException {
        assertThat(ImportedProjects.faults(lab().config())).isEmpty();
    }

    @Test
    void shouldComeBackFromFilesAndFromARevisionAsItWas() throws IOException {
        IrisImporter.Outcome lab = lab();

        assertThat(ConfigJson.read(ConfigJson.write(lab.config()))).isEqualTo(lab.config());
        Map<String, String> files = new ProjectFiles("default", "lab", lab.config()).write();
        assertThat(ProjectFiles.read(files).config().items())
                .containsExactlyInAnyOrderElementsOf(lab.config().items());
        assertThat(files).containsKeys("rules/Lab.Rules.yaml", "tables/Wards.csv", "iris/Lab.Production.xml");
    }

    @Test
    void shouldReadTheSameInEveryEncoding() throws IOException {
        String text = new String(resource("Lab.Production.cls").content(), StandardCharsets.UTF_8);
        List<ImportFile> files = List.of(
                new ImportFile("a", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)),
                new ImportFile("a", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)),
                new ImportFile("a", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)),
                new ImportFile("a", text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                new ImportFile("a", text.getBytes(Charset.forName("windows-1252"))));

        assertThat(files)
                .allSatisfy(file -> assertThat(run(file)
                                .report()
                                .productions()
                                .getFirst()
                                .settings()
                                .found())
                        .isEqualTo(21));
    }

    @Test
    void shouldBeInconclusiveWhenNothingIsFoundOrSomethingCannotBeRead() throws IOException {
        List<ImportFile> none = List.of(
                made(""),
                made("hello"),
                made("Class A.B Extends %RegisteredObject\n{\n}\n"),
                made(
                        "<Export><Class name='A'><XData name='ProductionDefinition'><Data>&lt;Production</Data></XData></Class></Export>"),
                made("<Export>"),
                made("Class A.P Extends Ens.Production\n{\nXData ProductionDefinition\n{\n<Production Name=\"A.P\">\n"),
                made(
                        "<?xml version='1.0'?><!DOCTYPE Export [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Export>&x;</Export>"),
                made(
                        "Class A.P Extends Ens.Production\n{\nXData ProductionDefinition\n{\n<Production Name=\"A.P\"/>\n}\n}"));

        assertThat(none)
                .allSatisfy(
                        file -> assertThat(run(file).report().verdict()).isEqualTo(ImportReport.Verdict.INCONCLUSIVE));
        assertThat(run(resource("Lab.Rules.xml"), made("<Export>")).report().verdict())
                .isEqualTo(ImportReport.Verdict.INCONCLUSIVE);
        assertThat(run().report().verdict()).isEqualTo(ImportReport.Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldSayOkOnlyWhenEverythingWasTakenOver() {
        String good = """
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="In" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Host" Name="TargetConfigNames">Out</Setting>
                  </Item>
                  <Item Name="Out" ClassName="EnsLib.HL7.Operation.FileOperation" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/out</Setting>
                  </Item>
                </Production>
                }
                }
                """;

        assertThat(run(made(good)).report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(run(made(good.replace("FileOperation", "Unknown"))).report().verdict())
                .isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(run(made(good.replace(">Out<", ">Nowhere<"))).report().verdict())
                .isEqualTo(ImportReport.Verdict.ISSUES);
    }

    @Test
    void shouldTranslateDtlAndHaveRulesUseItOnlyWhenItIsWhole() {
        String dtl = """
                Class A.T Extends Ens.DataTransformDTL
                {
                XData DTL [ XMLNamespace = "http://www.intersystems.com/dtl" ]
                {
                <transform sourceClass='EnsLib.HL7.Message' targetClass='EnsLib.HL7.Message' sourceDocType='2.5:ADT_A01' targetDocType='2.5:ADT_A01' create='copy' language='objectscript'>
                <assign value='"HIE"' property='target.{MSH:SendingApplication}' action='set' />
                <if condition='source.{PV1:2}="I"'><true><assign value='"W"' property='target.{PV1:3.1}' action='set' /></true></if>
                <if condition='source.{PV1:2}="O"'><true/><false><assign property='target.{PV1:3.2}' value='"x"' action='remove' /></false></if>
                %s
                </transform>
                }
                }
                """;
        String rule = """
                Class A.R Extends Ens.Rule.Definition
                {
                XData RuleDefinition
                {
                <ruleDefinition><ruleSet name="">
                <rule name=""><when condition="1"><send transform="A.T" target="Out"/></when></rule>
                </ruleSet></ruleDefinition>
                }
                }
                """;

        IrisImporter.Outcome whole = run(made(dtl.formatted("")), made(rule));
        IrisImporter.Outcome broken = run(made(dtl.formatted("<code><![CDATA[ do other() ]]></code>")), made(rule));

        assertThat(whole.report().transforms().getFirst().actions()).isEqualTo(new ImportReport.Counts(5, 5, 0));
        assertThat(whole.report().rules().getFirst().waiting()).isZero();
        assertThat(whole.report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(broken.report().transforms().getFirst().actions()).isEqualTo(new ImportReport.Counts(6, 5, 1));
        assertThat(broken.report().rules().getFirst().waiting()).isEqualTo(1);
        assertThat(broken.report().verdict()).isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(ImportedProjects.faults(whole.config())).isEmpty();
        assertThat(ImportedProjects.faults(broken.config())).isEmpty();
    }

    @Test
    void shouldConnectARouterToATargetOfAnotherProductionAndLeaveItDisabled() {
        String production = """
                Class %1$s.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="%1$s.P">
                <Item Name="Router" ClassName="EnsLib.HL7.MsgRouter.RoutingEngine"><Setting Target="Host" Name="BusinessRuleName">R.R</Setting></Item>
                %2$s</Production>
                }
                }
                """;
        String rule = """
                Class R.R Extends Ens.Rule.Definition
                {
                XData RuleDefinition
                {
                <ruleDefinition><ruleSet name=""><rule name=""><when condition="1"><send target="Out"/></when></rule></ruleSet></ruleDefinition>
                }
                }
                """;

        IrisImporter.Outcome outcome = run(
                made(production.formatted("A", "<Item Name=\"Out\" ClassName=\"A.Out\"/>")),
                made(production.formatted("B", "")),
                made(rule));

        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
        assertThat(item(outcome, "Router").enabled()).isTrue();
        assertThat(item(outcome, "Router 2").enabled()).isFalse();
        assertThat(item(outcome, "Router 2").targets()).containsExactly("Out");
        assertThat(outcome.report().productions().getLast().missing())
                .extracting(IrisReport.Missing::what)
                .containsExactly("target Out in this production; another has one");
    }

    @Test
    void shouldRefuseElementsNestedWithoutEnd() {
        String deep = "<Export>" + "<a>".repeat(100_000);

        assertThat(run(made(deep)).report().refused().getFirst().why())
                .containsAnyOf("nested more than", "no well-formed XML");
    }

    @Test
    void shouldGiveEachItemANameOfItsOwn() {
        String twins = """
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="Out" ClassName="EnsLib.HL7.Operation.FileOperation" Enabled="false"/>
                  <Item Name="Out" ClassName="EnsLib.HL7.Operation.FileOperation" Enabled="true"/>
                  <Item Name="%Odd" ClassName="EnsLib.HL7.Operation.FileOperation" Enabled="true"/>
                </Production>
                }
                }
                """;

        IrisImporter.Outcome outcome = run(made(twins));

        assertThat(outcome.config().items()).extracting(ItemConfig::name).containsExactly("Out", "Out 2", "Item _Odd");
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldDisableFileServicesWhoseFoldersOrPatternsHieDoesNotTake() {
        IrisImporter.Outcome outcome = run(made("""
                Class A.P Extends Ens.Production
                {
                XData ProductionDefinition
                {
                <Production Name="A.P">
                  <Item Name="Same" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Adapter" Name="ArchivePath">/tmp/in/</Setting>
                  </Item>
                  <Item Name="Spec" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Adapter" Name="FileSpec">sub/*.hl7</Setting>
                  </Item>
                  <Item Name="Relative" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">in</Setting>
                  </Item>
                  <Item Name="Signal" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Adapter" Name="SemaphoreSpecification">*.hl7:done</Setting>
                  </Item>
                  <Item Name="Good" ClassName="EnsLib.HL7.Service.FileService" PoolSize="1" Enabled="true">
                    <Setting Target="Adapter" Name="FilePath">/tmp/in</Setting>
                    <Setting Target="Adapter" Name="ArchivePath">/tmp/done</Setting>
                  </Item>
                </Production>
                }
                }
                """));

        assertThat(outcome.config().items().stream().filter(ItemConfig::enabled))
                .extracting(ItemConfig::name)
                .containsExactly("Good");
        assertThat(item(outcome, "Same").settings()).doesNotContainKey("ArchivePath");
        assertThat(item(outcome, "Same").kept()).containsEntry("Adapter/ArchivePath", "/tmp/in/");
        assertThat(outcome.report().refused())
                .extracting(ImportReport.Refusal::where, ImportReport.Refusal::what)
                .containsExactlyInAnyOrder(
                        tuple("item Same", "setting ArchivePath"),
                        tuple("item Spec", "setting Adapter/FileSpec"),
                        tuple("item Relative", "setting Adapter/FilePath"),
                        tuple("item Signal", "setting Adapter/SemaphoreSpecification"));
        assertThat(outcome.report().refused())
                .filteredOn(refusal -> !refusal.where().equals("item Relative"))
                .allSatisfy(refusal -> assertThat(refusal.why()).endsWith("; the item is disabled"));
        assertThat(ImportedProjects.faults(outcome.config()))
                .as("the others can be deployed")
                .isEmpty();
    }
}
