package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ProjectDocument;
import hie.engine.hl7.MessageCheck;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.rule.RuleLibrary;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaImportTest {

    private static final String EXPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Export generator="IRIS" version="26">
            <Document name="Ward.Schema.HL7"><Category name="Ward.Schema" description="with pets" base="2.5">
            <MessageType name='ADT_A04' structure='ADT_A01' returntype='base:ACK_A01'/>
            <MessageStructure name='ADT_A01' definition='base:MSH~base:EVN~base:PID~[~{~ZPI~}~]~base:PV1~[~{~base:PR1~[~{~base:ROL~}~]~}~]' />
            <SegmentStructure name='ZPI' description='Pets'>
              <SegmentSubStructure piece='1' description='Pet Name' symbol='!' required='R' ifrepeating='0'/>
              <SegmentSubStructure piece='3' description='Owner-ID' datatype='base:CX' required='O' ifrepeating='1'/>
              <SegmentSubStructure piece='4' description='Kind' datatype='IS' codetable='Pets' required='O' ifrepeating='0'/>
            </SegmentStructure>
            <DataType name='ZOW' description='Owner'><DataSubType piece='1' description='Id' datatype='NM'/></DataType>
            <CodeTable name='Pets' tabletype='1' description='Pets'>
              <Enumerate position='1' value='CAT' description='Cat'/><Enumerate position='2' value='DOG' description='Dog'/>
            </CodeTable>
            </Category></Document>
            </Export>
            """;

    private static final String RULE = """
            Class Ward.R Extends Ens.Rule.Definition
            {
            XData RuleDefinition
            {
            <ruleDefinition><ruleSet name=""><rule name="pets">
            <constraint name="docCategory" value="Ward.Schema"/><constraint name="docName" value="ADT_A04"/>
            <when condition="HL7.{ZPI:PetName}=&quot;Rex&quot;"><send transform="" target="Out"/></when>
            </rule></ruleSet></ruleDefinition>
            }
            }
            """;

    private static IrisImporter.Outcome run(String... files) {
        return Importing.run(Stream.of(files).map(Importing::made).toArray(ImportFile[]::new));
    }

    @Test
    void shouldMakeASchemaThatRulesMayName() {
        IrisImporter.Outcome outcome = run(RULE, EXPORT);

        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.OK);
        assertThat(outcome.report().schemas())
                .containsExactly(
                        new IrisReport.Schema("Ward.Schema", "made.cls", "schemas/Ward.Schema.yaml", 1, 1, 1, 1, 1));
        assertThat(outcome.config()
                        .document(ProjectDocument.Kind.SCHEMA, "Ward.Schema")
                        .orElseThrow()
                        .text())
                .contains(
                        "ADT_A01: MSH EVN PID ZPI* PV1 PR1grp*(PR1 ROL*)",
                        "name: PetName",
                        "name: Field2",
                        "name: OwnerID",
                        "type: CX");
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    @Test
    void shouldHaveRulesWaitForTheirSchemaAndTakeMessagesWhenItIsThere() {
        String rule = RULE.replace("HL7.{ZPI:PetName}", "HL7.{PID:3}").replace("Rex", "7");

        IrisImporter.Outcome outcome = run(rule);

        assertThat(outcome.report().verdict()).isEqualTo(ImportReport.Verdict.ISSUES);
        assertThat(outcome.report().refused())
                .singleElement()
                .extracting(ImportReport.Refusal::why)
                .asString()
                .startsWith("it waits: docCategory 'Ward.Schema'")
                .contains("schemas/Ward.Schema.yaml");
        IrisReport.Rules counted = outcome.report().rules().getFirst();
        assertThat(counted.rules()).isEqualTo(new ImportReport.Counts(1, 1, 0));
        assertThat(counted.actions()).isEqualTo(new ImportReport.Counts(1, 1, 0));
        assertThat(counted.waiting()).isEqualTo(1);
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
        String rules = text(outcome, ProjectDocument.Kind.RULES, "Ward.R");
        assertThat(sendings(rules, Map.of())).isZero();
        String schema = text(run(EXPORT), ProjectDocument.Kind.SCHEMA, "Ward.Schema");
        assertThat(sendings(rules, Map.of(new ProjectDocuments.Key(ProjectDocuments.SCHEMAS, "Ward.Schema"), schema)))
                .isEqualTo(1);
    }

    private static String text(IrisImporter.Outcome outcome, ProjectDocument.Kind kind, String name) {
        return outcome.config().document(kind, name).orElseThrow().text();
    }

    /** What the rules send of a message that its service holds against the schema. */
    private static int sendings(String rules, Map<ProjectDocuments.Key, String> schemas) {
        Map<ProjectDocuments.Key, String> documents = new HashMap<>(schemas);
        documents.put(new ProjectDocuments.Key(ProjectDocuments.RULES, "R"), rules);
        Message message = Messages.hl7("MSH|^~\\&|A|B|C|D|1||ADT^A04|1|P|2.5\rPID|1||7\r");
        return new RuleLibrary(ProjectDocuments.of(documents))
                .rules("R")
                .orElseThrow()
                .run(
                        message.with(message.header().withProperty(MessageCheck.DOC_TYPE, "Ward.Schema:ADT_A01")),
                        ZonedDateTime.parse("2026-11-27T08:30:05+01:00"))
                .sendings()
                .size();
    }

    @Test
    void shouldRefuseWhatAnAwaitedRuleAsksForInVain() {
        IrisReport report = run(RULE).report();

        assertThat(report.refused())
                .anySatisfy(refusal -> assertThat(refusal.why()).contains("ZPI"));
        assertThat(report.rules().getFirst().actions()).isEqualTo(new ImportReport.Counts(1, 0, 1));
        assertThat(report.rules().getFirst().waiting()).isZero();
    }

    @Test
    void shouldRefuseSchemasWithoutAVersion() {
        IrisImporter.Outcome noBase = run(EXPORT.replace("base=\"2.5\"", "base=\"Other\""));
        assertThat(noBase.report().refused())
                .anySatisfy(refusal -> assertThat(refusal.why()).contains("base: 'Other' is no version of HL7"));
        assertThat(noBase.config().document(ProjectDocument.Kind.SCHEMA, "Ward.Schema"))
                .isEmpty();
        assertThat(noBase.config().document(ProjectDocument.Kind.IRIS, "Ward.Schema"))
                .isPresent();
        assertThat(run(EXPORT.replace(".HL7\"", ".X12\"")).report().refused())
                .anySatisfy(refusal -> assertThat(refusal.why()).contains("no schema of HL7 v2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MSH~[~{~base:NTE~}~]; MSH NTE*",
                "MSH~{~PID~[~PD1~]~}; MSH PIDgrp+(PID PD1?)",
                "MSH~{~[~PID~]~ORC~}; MSH PIDgrp+(PID? ORC)",
                "MSH~[~<~OBR~|~RXO~>~NTE~]; MSH OBRuniongrp?(OBRunion(OBR? RXO?) NTE)",
                "MSH~{~{~PID~PV1~}~ORC~}; MSH PIDgrpgrp+(PIDgrp+(PID PV1) ORC)",
                "MSH~Hxx~[PV1]; MSH PV1?"
            })
    void shouldReadStructuresAsIrisWritesThem(String definition, String structure) {
        assertThat(StructureDefinition.read(definition).text()).isEqualTo(structure);
    }

    @ParameterizedTest
    @CsvSource({"MSH~[~PID", "MSH~]~PID", "''"})
    void shouldRefuseStructuresThatDoNotEnd(String definition) {
        assertThatExceptionOfType(ImportSyntaxException.class).isThrownBy(() -> StructureDefinition.read(definition));
    }
}
