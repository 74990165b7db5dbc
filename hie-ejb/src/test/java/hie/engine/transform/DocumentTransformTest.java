package hie.engine.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.document.DocumentException;
import hie.engine.format.Formats;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transforms of and to objects with properties: JSON and XML. */
class DocumentTransformTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");
    private static final String JSON = "application/json";
    private static final String PATIENT = """
            {"id": 7, "weight": 1.50, "active": true, "note": "", "none": null,
             "name": {"family": "Example", "given": ["Erika", "Eva"]},
             "codes": [{"system": "a", "code": "1"}, {"system": "b", "code": "2"}], "phones": {"home": "1", "work": "2"}}
            """;

    private final Map<String, String> texts = new HashMap<>();

    private CompiledTransform compile(String text) {
        texts.put("T", text);
        return TransformCompiler.compile(
                "T", name -> Optional.ofNullable(texts.get(name)), name -> Optional.empty(), Formats.STANDARD);
    }

    private TransformResult run(String text, Message source) {
        return compile(text).apply(source, NOW);
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), UTF_8);
    }

    private String json(String actions) {
        return text(run("sourceFormat: json\ntargetFormat: json\ndo:\n" + actions, Messages.of(PATIENT, JSON))
                .message());
    }

    @Test
    void shouldPutValuesObjectsAndListsAndKeepWhatTheyAre() {
        assertThat(json("""
                - {set: target.id, value: source.id}
                - {set: target.weight, value: source.weight}
                - {set: target.active, value: source.active}
                - {set: target.note, value: source.note}
                - {set: target.none, value: source.none}
                - {set: target.missing, value: source.missing}
                - {set: target.who, value: source.name}
                - {set: target.next, value: source.id + 1}
                - {set: target.text, value: '"1"'}
                - {set: target.number, value: 1}
                - {set: 'target.list(2).x', value: 'source.codes(1).code'}
                """))
                .isEqualTo("{\"id\":7,\"weight\":1.50,\"active\":true,\"note\":\"\",\"none\":null,"
                        + "\"who\":{\"family\":\"Example\",\"given\":[\"Erika\",\"Eva\"]},\"next\":8,\"text\":\"1\",\"number\":1,"
                        + "\"list\":[null,{\"x\":\"1\"}]}");
    }

    @Test
    void shouldLoopOverListsAndKeysAndAppend() {
        assertThat(json("""
                - foreach: source.codes()
                  key: k
                  do:
                  - {set: 'target.codes.(k)', value: 'source.codes(k).system _ source.codes.(k).code'}
                  - {append: target.all, value: 'source.codes(k)'}
                - foreach: source.phones()
                  key: p
                  do:
                  - {set: 'target.phones.(p)', value: 'p _ ":" _ source.phones(p)'}
                - foreach: target.codes()
                  key: c
                  do:
                  - {set: n, value: n + 1}
                - {set: target.count, value: n}
                - {remove: 'target.codes(1)'}
                """))
                .isEqualTo(
                        "{\"codes\":[\"b2\"],\"all\":[{\"system\":\"a\",\"code\":\"1\"},{\"system\":\"b\",\"code\":\"2\"}],"
                                + "\"phones\":{\"home\":\"home:1\",\"work\":\"work:2\"},\"count\":2}");
    }

    @Test
    void shouldChangeOnlyWhatIsSetInACopy() {
        assertThat(text(run(
                                "sourceFormat: json\ntargetFormat: json\ncreate: copy\ndo:\n- {set: target.a.b, value: 2}\n- {remove: target.c}\n",
                                Messages.of("{\"a\": {\"b\": 1, \"x\": 1.10}, \"c\": 3, \"d\": []}", JSON))
                        .message()))
                .isEqualTo("{\"a\":{\"b\":2,\"x\":1.10},\"d\":[]}");
    }

    @Test
    void shouldMakeObjectsInVariables() {
        assertThat(json("""
                - {set: tmp, value: '##class(Site.Coding).%New()'}
                - {set: tmp.code, value: source.codes(1).code}
                - {set: 'target.coding.(1)', value: tmp}
                - {set: tmp, value: '##class(Site.Coding).%New()'}
                - {set: tmp.code, value: '"x"'}
                - {set: 'target.coding.(target.coding.Count() + 1)', value: tmp}
                - {set: tmp.display, value: '"set later"'}
                """)).isEqualTo("{\"coding\":[{\"code\":\"1\"},{\"code\":\"x\",\"display\":\"set later\"}]}");
    }

    @Test
    void shouldCallOtherTransformsOnParts() {
        texts.put("Code", """
                sourceClass: Site.Code
                targetClass: Site.Coding
                do:
                - {set: target.value, value: source.code}
                - {set: tmp, value: '"own"'}
                """);
        texts.put(
                "Text",
                "sourceClass: Site.Text\ntargetClass: Site.Extension\ncreate: existing\ndo:\n- {set: target.text, value: source}\n");

        assertThat(json("""
                - {set: tmp, value: '##class(Site.Extension).%New()'}
                - {set: tmp.url, value: '"here"'}
                - {subtransform: Text, source: source.name.family, target: tmp}
                - {subtransform: Code, source: 'source.codes(2)', target: 'target.codings.(1)'}
                - {set: target.extension, value: tmp}
                """))
                .isEqualTo("{\"codings\":[{\"value\":\"2\"}],\"extension\":{\"url\":\"here\",\"text\":\"Example\"}}");
    }

    @Test
    void shouldMakeHl7OfJson() {
        texts.put(
                "Header",
                "sourceClass: Site.Patient\ntargetClass: EnsLib.HL7.Segment\ntargetDocType: 2.5:MSH\ndo:\n"
                        + "- {set: 'target.{FieldSeparator}', value: '\"|\"'}\n- {set: 'target.{SendingApplication.NamespaceID}', value: '\"HIE\"'}\n");
        TransformResult result = run("""
                sourceFormat: json
                targetDocType: 2.5:ADT_A01
                do:
                - {subtransform: Header, source: source, target: 'target.{MSH}'}
                - {set: 'target.{MSH:9}', value: '"ADT^A01"'}
                - {set: 'target.{MSH:12}', value: '"2.5"'}
                - {set: 'target.{MSH:18}', value: '"UNICODE UTF-8"'}
                - {set: 'target.{PID:PatientName.FamilyName.Surname}', value: source.name.family}
                - foreach: source.name.given()
                  key: k
                  do:
                  - {set: 'target.{PID:3(k).1}', value: 'source.name.given(k)'}
                """, Messages.of(PATIENT.replace("Example", "Müller"), JSON));

        assertThat(text(result.message()))
                .isEqualTo("MSH|^~\\&|HIE||||||ADT^A01|||2.5||||||UNICODE UTF-8\rPID|||Erika~Eva||Müller\r");
        assertThat(result.message().header().contentType()).isEqualTo(Message.HL7_V2);
        assertThat(result.message().header().schemaName()).isEqualTo("ADT_A01");
        assertThat(result.log()).isEmpty();
    }

    @Test
    void shouldMakeJsonOfHl7() {
        TransformResult result = run("""
                targetFormat: json
                targetClass: Site.Patient
                do:
                - {set: target.id, value: 'source.{PID:3(1).1}'}
                - {set: target.name.family, value: 'source.{PID:5.1}'}
                - {set: target.type, value: source.Name}
                """, Messages.adt());

        assertThat(text(result.message()))
                .isEqualTo("{\"id\":\"4711\",\"name\":{\"family\":\"Example\"},\"type\":\"ADT_A01\"}");
        assertThat(result.message().header().contentType()).isEqualTo(JSON);
        assertThat(result.message().header().schemaName()).isEqualTo("Site.Patient");
    }

    @Test
    void shouldReadAndMakeXml() {
        String xml =
                "<p:patient xmlns:p=\"urn:x\" id=\"7\"><p:name use=\"official\"><p:family>Example &amp; Co</p:family></p:name>"
                        + "<p:code>a</p:code><p:code>b</p:code></p:patient>";
        String made = text(run("""
                sourceFormat: xml
                targetFormat: xml
                targetDocType: person
                do:
                - {set: target.@id, value: source.@id}
                - {set: target.name.last, value: source.name.family}
                - {set: target.name.@use, value: source.name.@use}
                - foreach: source.code()
                  key: k
                  do:
                  - {set: 'target.codes.code(k)', value: 'source.code(k)'}
                - {append: target.codes.code, value: '"c"'}
                - {set: target.count, value: source.code.Count()}
                - {set: target.copy, value: source.name}
                - {remove: 'target.codes.code(1)'}
                """, Messages.of(xml, "application/xml")).message());

        assertThat(made)
                .endsWith(
                        "<person id=\"7\"><name use=\"official\"><last>Example &amp; Co</last></name>"
                                + "<codes><code>b</code><code>c</code></codes><count>2</count>"
                                + "<copy use=\"official\"><p:family xmlns:p=\"urn:x\">Example &amp; Co</p:family></copy></person>");
    }

    @Test
    void shouldKeepEverythingElseInACopyOfXml() {
        String xml = "<a xmlns=\"urn:x\"><!-- note --><b x=\"1\">t<i>mixed</i>u</b><c/></a>";

        assertThat(text(run(
                                "sourceFormat: xml\ntargetFormat: xml\ncreate: copy\ndo:\n- {set: target.c, value: '\"3\"'}\n- {set: target.d, value: '\"4\"'}\n",
                                Messages.of(xml, "text/xml"))
                        .message()))
                .endsWith("<a xmlns=\"urn:x\"><!-- note --><b x=\"1\">t<i>mixed</i>u</b><c>3</c><d>4</d></a>");
    }

    @Test
    void shouldChangeXmlToJsonAndBack() {
        String xml = "<a><b x=\"1\"><c>2</c><c>3</c></b><d>4</d></a>";
        Message json = run(
                        "sourceFormat: xml\ntargetFormat: json\ndo:\n- {set: target.a, value: source}\n",
                        Messages.of(xml, "text/xml"))
                .message();

        assertThat(text(json)).isEqualTo("{\"a\":{\"b\":{\"@x\":\"1\",\"c\":[\"2\",\"3\"]},\"d\":\"4\"}}");
        assertThat(text(run(
                                "sourceFormat: json\ntargetFormat: xml\ntargetDocType: r\ndo:\n- {set: target.a, value: source.a}\n",
                                json)
                        .message()))
                .endsWith("<r><a><b x=\"1\"><c>2</c><c>3</c></b><d>4</d></a></r>");
    }

    @Test
    void shouldTellWhichAssignmentsWereNotMade() {
        assertThat(run("""
                sourceFormat: json
                targetFormat: json
                do:
                - when: source.id = 8
                  do:
                  - {set: target.a, value: 1}
                - {set: target.b, value: 1}
                - {trace: '"here"'}
                - {trace: source.id}
                """, Messages.of(PATIENT, JSON)).log())
                .containsExactly(
                        "transform 'T': trace, line 8: here",
                        "transform 'T': trace, line 9: (a value of the message)",
                        "transform 'T': 1 of 2 assignments not made, lines 6");
    }

    @Test
    void shouldRefuseMessagesThatItCannotRead() {
        String transform = "sourceFormat: json\ntargetFormat: json\ndo:\n- {set: target.a, value: source.a}\n";

        assertThatIllegalStateException().isThrownBy(() -> run(transform, Messages.adt()));
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> run(transform, Messages.of("{\"a\": secret", JSON)))
                .withMessageStartingWith("the message is no JSON: line 1")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> run(transform, Messages.of("{\"a\":".repeat(300) + "1" + "}".repeat(300), JSON)))
                .withMessageContaining("nested more than 200 deep");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> run(
                        transform.replace("json", "xml"),
                        Messages.of("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "text/xml")))
                .withMessageContaining("document type declarations are refused");
    }

    @Test
    void shouldNotWriteAnObjectThatHoldsItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json("- {set: target.a.b, value: 1}\n- {set: target.a.self, value: target.a}\n"))
                .withMessageContaining("an object may hold itself");
    }

    @Test
    void shouldNotPutAnObjectWhereHl7HasAText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(
                        "sourceFormat: json\ndo:\n- {set: 'target.{PID:3}', value: source.name}\n",
                        Messages.of(PATIENT, JSON)))
                .withMessageContaining("an object or a list where a text is expected");
    }
}
