package hie.engine.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.Messages;
import hie.engine.document.TreePath;
import hie.engine.format.Formats;
import hie.engine.transform.TransformCompiler;
import hie.engine.transform.TransformTextException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlSchemaTest {

    static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:site" targetNamespace="urn:site" elementFormDefault="qualified">
              <xs:element name="Container"><xs:complexType><xs:sequence>
                <xs:element name="Patient" type="Patient"/>
                <xs:element name="Encounters" type="Encounters" minOccurs="0"/>
                <xs:element name="Note" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
                <xs:element ref="Footer"/>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name="Footer" type="xs:string"/>
              <xs:complexType name="Person"><xs:sequence><xs:element name="Name" type="xs:string"/></xs:sequence>
                <xs:attribute name="id" type="xs:string"/></xs:complexType>
              <xs:complexType name="Patient"><xs:complexContent><xs:extension base="Person"><xs:sequence>
                <xs:element name="Colours"><xs:complexType><xs:sequence><xs:element name="Colour" maxOccurs="9" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
                <xs:element name="Contact"><xs:complexType><xs:choice><xs:element name="Mail"/><xs:element name="Phone"/></xs:choice></xs:complexType></xs:element>
                <xs:element name="Friend" type="Person" minOccurs="0"/>
                <xs:element name="Odd" type="Elsewhere" minOccurs="0"/>
              </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
              <xs:complexType name="Encounters"><xs:sequence><xs:element name="Encounter" type="Encounter" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
              <xs:complexType name="Encounter"><xs:sequence>
                <xs:element name="Number" type="xs:string"/>
                <xs:element name="Earlier" type="Encounter" minOccurs="0"/>
              </xs:sequence></xs:complexType>
            </xs:schema>
            """;

    private static final Formats FORMATS = Formats.of(
            ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.XML_SCHEMAS, "Site"), SCHEMA)));

    private final XmlFormat format = new XmlFormat(XmlSchemas.of(
            ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.XML_SCHEMAS, "Site"), SCHEMA))));

    private static final Message DOCUMENT = message(
            "<s:Container xmlns:s='urn:site'><s:Patient id='7'><s:Name>Erika</s:Name><s:Colours><s:Colour>red</s:Colour><s:Colour>green</s:Colour></s:Colours></s:Patient>"
                    + "<s:Encounters><s:Encounter><s:Number>1</s:Number></s:Encounter><s:Encounter><s:Number>2</s:Number><s:Earlier><s:Number>1</s:Number></s:Earlier></s:Encounter></s:Encounters>"
                    + "<s:Note>a</s:Note><s:Note>b</s:Note><s:Footer>end</s:Footer></s:Container>");

    private static Message message(String xml) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.now(), "In", "application/xml"),
                MessageBody.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "Patient.Name, Erika",
        "Patient.id, 7",
        "Patient.@id, 7",
        "Patient.Colours(2), green",
        "Patient.Colours(3), ''",
        "Encounters(2).Number, 2",
        "Encounters(2).Earlier.Number, 1",
        "Encounters.Number, 1",
        "Note(2), b",
        "Footer, end"
    })
    void shouldReadInTheWordsOfTheSchema(String path, String value) {
        assertThat(format.read(DOCUMENT).text(format.place(path, true, "Site:Container"), key -> key))
                .isEqualTo(value);
    }

    @Test
    void shouldCountWhatAPathGoesThrough() {
        assertThat(format.read(DOCUMENT).each(format.place("Encounters()", true, "Site:Container"), key -> key))
                .containsExactly("1", "2");
        assertThat(format.read(DOCUMENT).text(format.place("Patient.Colours(*)", true, "Site:Container"), key -> key))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient.Surname; has no 'Surname' there",
                "Patient.Colours; is a list, and brackets must say which",
                "Patient.Name(1); there is one 'Name' only",
                "Patient.Contact.Mail; has a part 'choice'",
                "Patient.Odd.X; a type that this schema does not have, 'Elsewhere'",
                "Encounters(1).Encounter.Number; has no 'Encounter' there",
                "Footer.X; has no 'X' there"
            })
    void shouldSayWhatThePathDoesNotMean(String path, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.place(path, true, "Site:Container"))
                .withMessageContaining(fault);
    }

    @Test
    void shouldNameARootThatTheSchemaDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.place("Name", true, "Site:Person2"))
                .withMessageContaining("has no element 'Person2'");
        assertThat(format.place("Name", true, "Site:Person")).isInstanceOf(TreePath.class);
    }

    @Test
    void shouldWriteInItsOrderAndNamespace() {
        Message made = transformed("""
                sourceFormat: hl7
                targetFormat: xml
                targetDocType: Site:Container
                do:
                - {set: 'target.{Footer}', value: '"end"'}
                - {set: 'target.{Note(1)}', value: '"a"'}
                - {set: 'target.{Encounters(1).Earlier.Number}', value: '"0"'}
                - {set: 'target.{Encounters(1).Number}', value: '"1"'}
                - {set: 'target.{Encounters(2).Number}', value: '"2"'}
                - {set: 'target.{Patient.Colours(1)}', value: '"red"'}
                - {set: 'target.{Patient.id}', value: '"7"'}
                - {set: 'target.{Patient.Name}', value: '"Erika"'}
                """);

        assertThat(new String(made.body().bytes(), StandardCharsets.UTF_8))
                .endsWith(
                        "<Container xmlns=\"urn:site\"><Patient id=\"7\"><Name>Erika</Name><Colours><Colour>red</Colour></Colours></Patient>"
                                + "<Encounters><Encounter><Number>1</Number><Earlier><Number>0</Number></Earlier></Encounter><Encounter><Number>2</Number></Encounter></Encounters>"
                                + "<Note>a</Note><Footer>end</Footer></Container>");
    }

    @Test
    void shouldRefuseBracketsWithoutTheirSchema() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.place("Note(1)", true, "Other:Container"))
                .withMessageContaining("there is no XML schema 'Other' (expected: xmlschemas/Other.xsd)");
        assertThat(format.place("Note(1)", true, "Container")).hasToString("Note(1)");
    }

    private static Message transformed(String text) {
        try {
            return TransformCompiler.compile("T", name -> Optional.of(text), name -> Optional.empty(), FORMATS)
                    .apply(Messages.adt(), ZonedDateTime.now())
                    .message();
        } catch (TransformTextException e) {
            throw new AssertionError(e.faults().toString(), e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no xml",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><schema xmlns='http://www.w3.org/2001/XMLSchema'>&b;</schema>",
                "<schema xmlns='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:site'/>"
            })
    void shouldRefuseWhatIsNoSchemaThatItKnows(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlSchema.parse(text));
    }

    @Test
    void shouldNotGoDownSequencesWithoutEnd() {
        String open = "<xs:sequence>".repeat(100_000);
        String schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:complexType name='A'>" + open
                + open.replace("<", "</") + "</xs:complexType></xs:schema>";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlSchema.parse(schema).path("A", TreePath.parse("B")));
    }

    @Test
    void shouldNotGoRoundWithATypeThatExtendsItself() {
        XmlSchema schema = XmlSchema.parse(
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='A' type='T'/><xs:complexType name='T'><xs:complexContent><xs:extension base='T'/></xs:complexContent></xs:complexType></xs:schema>");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema.path("A", TreePath.parse("B")))
                .withMessageContaining("a type that extends itself");
    }
}
