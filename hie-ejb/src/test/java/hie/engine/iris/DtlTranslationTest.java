package hie.engine.iris;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ProjectDocument;
import hie.engine.config.UsedDocuments;
import hie.engine.format.Formats;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.transform.TransformCompiler;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Imports DTL between objects and runs what it became. */
class DtlTranslationTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");

    private static String dtl(String name, String attributes, String actions) {
        return """
                Class %s Extends Ens.DataTransformDTL
                {
                XData DTL [ XMLNamespace = "http://www.intersystems.com/dtl" ]
                {
                <transform %s language='objectscript'>
                %s
                </transform>
                }
                }
                """.formatted(name, attributes, actions);
    }

    private static IrisImporter.Outcome imported(String... files) {
        List<ImportFile> all = Arrays.stream(files)
                .map(text -> new ImportFile("file.cls", text.getBytes(UTF_8)))
                .toList();
        return IrisImporter.run(all, new HostCatalog());
    }

    private static String run(IrisImporter.Outcome outcome, String name, String json) {
        return run(outcome, name, Messages.of(json, "application/json"));
    }

    private static String run(IrisImporter.Outcome outcome, String name, Message source) {
        Map<String, String> texts = outcome.config().documents().stream()
                .filter(document -> document.kind() == ProjectDocument.Kind.TRANSFORM)
                .collect(Collectors.toMap(ProjectDocument::name, ProjectDocument::text));
        Message made = TransformCompiler.compile(
                        name,
                        wanted -> Optional.ofNullable(texts.get(wanted)),
                        table -> Optional.empty(),
                        Formats.of(UsedDocuments.all(outcome.config())))
                .apply(source, NOW)
                .message();
        return new String(made.body().bytes(), UTF_8);
    }

    private static IrisReport.Transform report(IrisImporter.Outcome outcome) {
        return outcome.report().transforms().getLast();
    }

    @Test
    void shouldTranslateObjectsCollectionsAndVariables() {
        IrisImporter.Outcome outcome =
                imported(dtl("A.T", "sourceClass='A.From' targetClass='A.To' create='new'", """
                <assign property='target.id' value='source.Id' action='set'/>
                <assign property='target.name(1).family' value='$PIECE(source.Name,"^")' action='set'/>
                <if condition='($ISOBJECT(source.Codes) &amp;&amp; (source.Codes.Count()&gt;0))'><true>
                <foreach property='source.Codes()' key='k'>
                <assign property='tmp' value='##class(A.Coding).%New()' action='set'/>
                <assign property='tmp.code' value='source.Codes.(k).Code' action='set'/>
                <assign property='index' value='target.coding.Count()+1' action='set'/>
                <assign property='target.coding' value='tmp' action='set' key='index'/>
                </foreach></true></if>
                <assign property='target.vitals' value='source.Pulse' action='set' key='"HeartRate"'/>
                <assign property='tSC' value='target.Headers.SetAt("text/plain","content-type")' action='set'/>
                <assign property='target.other' value='tmp' action='append'/>
                <code><![CDATA[
                 // tidy
                 set tmp = $ZSTRIP("  x ","<>W")
                 set target.tidy = tmp_tSC
                ]]></code>
                <switch><case condition='source.Sex="F"'><assign property='target.sex' value='"female"' action='set'/></case>
                <default><assign property='target.sex' value='"?"' action='set'/></default></switch>
                <assign property='target.none' value='source.None' action='set'/>
                """));

        assertThat(outcome.report().refused()).isEmpty();
        assertThat(report(outcome).enabled()).isTrue();
        assertThat(
                        run(
                                outcome,
                                "A.T",
                                "{\"Id\": 7, \"Name\": \"Example^Erika\", \"Codes\": [{\"Code\": \"a\"}, {\"Code\": \"b\"}], \"Pulse\": 60, \"Sex\": \"F\"}"))
                .isEqualTo(
                        "{\"id\":7,\"name\":[{\"family\":\"Example\"}],\"coding\":[{\"code\":\"a\"},{\"code\":\"b\"}],"
                                + "\"vitals\":{\"HeartRate\":60},\"Headers\":{\"content-type\":\"text/plain\"},\"other\":[{\"code\":\"b\"}],"
                                + "\"tidy\":\"x1\",\"sex\":\"female\"}");
    }

    @Test
    void shouldFailWhereItsProgramThrows() {
        IrisImporter.Outcome outcome =
                imported(dtl("A.T", "sourceClass='A.From' targetClass='A.To' create='new'", """
                <assign property='status' value='source.Status' action='set'/>
                <if condition='&apos;status'><true>
                <code><![CDATA[ Do aux("transformer").HandleSubtransformError(status) ]]></code>
                </true></if>
                <if condition='source.Name=""'><true>
                <code><![CDATA[ $$$ThrowStatus($$$ERROR($$$GeneralError, "no name"))]]></code>
                </true></if>
                <assign property='target.name' value='source.Name' action='set'/>
                """));

        assertThat(outcome.report().refused()).isEmpty();
        assertThat(report(outcome).actions()).isEqualTo(new ImportReport.Counts(6, 6, 0));
        assertThat(run(outcome, "A.T", "{\"Status\": 1, \"Name\": \"x\"}")).isEqualTo("{\"name\":\"x\"}");
        assertThatIllegalStateException()
                .isThrownBy(() -> run(outcome, "A.T", "{\"Status\": 0, \"Name\": \"x\"}"))
                .withMessageEndingWith("a transform that it calls has failed");
        assertThatIllegalStateException()
                .isThrownBy(() -> run(outcome, "A.T", "{\"Status\": 1}"))
                .withMessageEndingWith("no name");
    }

    @Test
    void shouldReadAndMakePropertiesWhoseNamesBeginWithAPercentSign() {
        IrisImporter.Outcome outcome =
                imported(dtl("A.T", "sourceClass='A.From' targetClass='A.To' create='new'", """
                <assign property='target.%classname' value='"A.Note"' action='set'/>
                <assign property='target.%jsonObject.value' value='source.%json.%Get("text")_source.%Source' action='set'/>
                <assign property='target.first' value='source.%json.%Get(0)' action='set'/>
                <assign property='target.one' value='source.%json.%Get(1)' action='set'/>
                <assign property='target.size' value='source.%json.%Size()' action='set'/>
                """));

        assertThat(outcome.report().refused())
                .extracting(ImportReport.Refusal::why)
                .hasSize(3)
                .allSatisfy(why -> assertThat(why).contains("methods of objects are not called here"));
        assertThat(run(outcome, "A.T", "{\"%json\": {\"text\": \"a\"}, \"%Source\": \"b\"}"))
                .isEqualTo("{\"%classname\":\"A.Note\",\"%jsonObject\":{\"value\":\"ab\"}}");
    }

    @Test
    void shouldCopyTheSegmentsOutsideOfGroupsAndNotThoseInThem() {
        String message =
                "MSH|^~\\&|A|A|B|B|20260101||ORM^O01|1|P|2.3.1\rNTE|1||first\rPID|1||4711\rNTE|1||of the patient\r";
        IrisImporter.Outcome outcome = imported(dtl(
                "A.T",
                "sourceClass='EnsLib.HL7.Message' targetClass='EnsLib.HL7.Message' sourceDocType='2.3.1:ORM_O01'"
                        + " targetDocType='2.3.1:ORM_O01' create='new'",
                """
                <assign property='target.{MSH}' value='source.{MSH}' action='set'/>
                <assign property='target.{NTE()}' value='source.{NTE()}' action='set'/>
                <assign property='target.{PIDgrp.PID}' value='source.{PIDgrp.PID}' action='set'/>
                <assign property='target.{PIDgrp.NTE()}' value='source.{PIDgrp.NTE()}' action='set'/>
                """));

        assertThat(report(outcome).enabled()).isTrue();
        assertThat(run(outcome, "A.T", Messages.of(message, Message.HL7_V2))).isEqualTo(message);
    }

    @Test
    void shouldCallTransformsThatAreThereAndWaitForOthers() {
        String part = dtl("A.Part", "sourceClass='A.From' targetClass='A.To' create='existing'", """
                <assign property='target.value' value='source' action='set'/>
                """);
        String whole = dtl("A.T", "sourceClass='A.From' targetClass='A.To' create='existing'", """
                <assign property='tmp' value='##class(A.Extension).%New()' action='set'/>
                <assign property='DTL' value='aux("transformer").GetDTL(source.Name, "A.Part")' action='set'/>
                <if condition='DTL&apos;=""'><true>
                <assign property='status' value='$classmethod(DTL, "Transform", source.Name, .tmp, .aux)' action='set'/>
                <if condition='&apos;status'><true><assign property='target.failed' value='1' action='set'/></true></if>
                <if condition='tmp&apos;=""'><true>
                <assign property='tmp.url' value='"u"' action='set'/>
                <assign property='target.extension.(1)' value='tmp' action='set'/>
                </true></if></true></if>
                <subtransform class='A.Part' sourceObj='source.Name' targetObj='target.part'/>
                """);

        IrisImporter.Outcome both = imported(whole, part);
        IrisImporter.Outcome alone = imported(whole);

        assertThat(both.report().refused()).isEmpty();
        assertThat(run(both, "A.T", "{\"Name\": \"n\"}"))
                .isEqualTo("{\"extension\":[{\"value\":\"n\",\"url\":\"u\"}],\"part\":{\"value\":\"n\"}}");
        assertThat(report(alone).actions()).isEqualTo(new ImportReport.Counts(10, 10, 0));
        assertThat(report(alone).waiting()).isEqualTo(2);
        assertThat(report(alone).enabled()).isFalse();
        assertThat(alone.report().refused())
                .extracting(ImportReport.Refusal::why)
                .allMatch(why -> why.startsWith("it waits: there is no transform 'A.Part'"));
    }

    @Test
    void shouldInsertIntoListsAndComeBack() {
        IrisImporter.Outcome outcome =
                imported(dtl("A.T", "sourceClass='A.From' targetClass='A.To' create='copy'", """
                <assign property='target.Names' value='"first"' action='insert' key='1'/>
                <assign property='target.Names' value='source.Name' action='insert' key='target.Names.Count()+1'/>
                """));

        assertThat(report(outcome).enabled())
                .as(outcome.report().refused().toString())
                .isTrue();
        assertThat(run(outcome, "A.T", "{\"Name\":\"last\",\"Names\":[\"a\",\"b\"]}"))
                .isEqualTo("{\"Name\":\"last\",\"Names\":[\"first\",\"a\",\"b\",\"last\"]}");
        assertThat(IrisExport.of(outcome.config(), "P", new HostCatalog())
                        .files()
                        .get("A.T.cls"))
                .contains("action=\"insert\"", "key=\"1\"", "key=\"target.Names.Count()+1\"");
    }

    @Test
    void shouldReadPathsInTheWordsOfTheirXmlSchemaWhenThatIsThere() {
        String transform = dtl(
                "A.T", "sourceClass='A.From' targetClass='EnsLib.EDI.XML.Document' targetDocType='SDA:Container'", """
                <assign property='target.{Patient.Numbers(1).Number}' value='source.Number' action='set'/>
                <assign property='target.{Patient.Name}' value='source.Name' action='set'/>
                """);
        ImportFile schema = new ImportFile("SDA.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="Container"><xs:complexType><xs:sequence><xs:element name="Patient" type="Patient"/></xs:sequence></xs:complexType></xs:element>
                  <xs:complexType name="Patient"><xs:sequence><xs:element name="Name" type="xs:string"/><xs:element name="Numbers" type="Numbers"/></xs:sequence></xs:complexType>
                  <xs:complexType name="Numbers"><xs:sequence><xs:element name="PatientNumber" type="Number" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
                  <xs:complexType name="Number"><xs:sequence><xs:element name="Number" type="xs:string"/></xs:sequence></xs:complexType>
                </xs:schema>
                """.getBytes(UTF_8));

        IrisImporter.Outcome without = imported(transform);
        IrisImporter.Outcome with = IrisImporter.run(
                List.of(new ImportFile("file.cls", transform.getBytes(UTF_8)), schema), new HostCatalog());

        assertThat(report(without)).satisfies(report -> {
            assertThat(report.actions()).isEqualTo(new ImportReport.Counts(2, 2, 0));
            assertThat(report.waiting()).isEqualTo(1);
            assertThat(report.enabled()).isFalse();
        });
        assertThat(report(with).enabled())
                .as(with.report().refused().toString())
                .isTrue();
        assertThat(with.report().schemas())
                .extracting(IrisReport.Schema::document)
                .containsExactly("xmlschemas/SDA.xsd");
        assertThat(run(with, "A.T", "{\"Number\": \"4711\", \"Name\": \"Erika\"}"))
                .endsWith(
                        "<Container><Patient><Name>Erika</Name><Numbers><PatientNumber><Number>4711</Number></PatientNumber></Numbers></Patient></Container>");
    }

    @Test
    void shouldRefuseWhatItCannotMean() {
        IrisImporter.Outcome outcome = imported(dtl(
                "A.T",
                "sourceClass='A.From' targetClass='EnsLib.EDI.XML.Document' targetDocType='SDA:Container'",
                """
                <assign property='target.{Patient.Name}' value='source.Name' action='set'/>
                <assign property='target.{Patient.Numbers(1).Number}' value='source.Number' action='set'/>
                <assign property='target.{Sent}' value='##class(A.Clock).Now()' action='set'/>
                <assign property='target.{Other}' value='source.Name' action='insert'/>
                <code><![CDATA[ set x=1 do other(x) ]]></code>
                <sql>select 1</sql>
                """));

        assertThat(report(outcome).actions()).isEqualTo(new ImportReport.Counts(6, 2, 4));
        assertThat(outcome.report().refused())
                .extracting(ImportReport.Refusal::why)
                .anyMatch(why -> why.startsWith("it waits:") && why.contains("there is no XML schema 'SDA'"))
                .anyMatch(why -> why.contains("method Now of class A.Clock is not run here"))
                .anyMatch(why -> why.contains("its key does not say where it inserts"))
                .anyMatch(why -> why.contains("code in another language is not run"));
        assertThat(imported(dtl("A.X", "sourceClass='EnsLib.EDI.X12.Document' targetClass='A.To'", "<break/>"))
                        .report()
                        .refused())
                .extracting(ImportReport.Refusal::why)
                .anyMatch(why -> why.contains("its messages hold X12"));
    }
}
