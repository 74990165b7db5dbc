package hie.engine.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Fuzz;
import hie.engine.Messages;
import hie.engine.expression.EvaluationException;
import hie.engine.format.Formats;
import hie.engine.transform.CompiledTransform;
import hie.engine.transform.TransformCompiler;
import hie.engine.transform.TransformTextException;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feeds broken JSON, XML and paths to transforms. How to run it longer is in CONTRIBUTING.md. */
class DocumentFuzzTest {

    private static final int USUAL = 1500;
    private static final int MEGABYTES = 128;
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");
    private static final byte[] TELLING = "{}[]()<>:,.\"'/\\=*@# 0129eE+-_truefalsnl\n&;\0".getBytes(UTF_8);

    private static final byte[] JSON =
            "{\"a\":{\"b\":[1,2.50,{\"c\":\"x\"}],\"d\":true},\"e\":null,\"f\":\"\\u00fc\\n\"}".getBytes(UTF_8);
    private static final byte[] XML =
            "<?xml version=\"1.0\"?><a xmlns:p=\"urn:x\" i=\"1\"><b>1</b><b>2</b><p:c>x<d/>y</p:c><![CDATA[z]]></a>"
                    .getBytes(UTF_8);

    private static final String TRANSFORM = """
            sourceFormat: %s
            targetFormat: %s
            create: copy
            language: objectscript
            do:
            - {set: 'target.a.b(3).c', value: 'source.a.b(1)_source.e'}
            - foreach: source.a.b()
              key: k
              do:
              - {append: target.list, value: 'source.a.b.(k)'}
              - {set: 'target.m.(k).x', value: '$PIECE(source.f,"x",k)'}
            - {set: target.whole, value: source.a}
            - {set: tmp, value: '##class(A.B).%%New()'}
            - {set: tmp.x, value: '$SELECT(source.e="":$EXTRACT(source.f,1,*),1:$J(source.a.b(1)*2#3,9,2))'}
            - {set: 'target.t(tmp.x)', value: tmp}
            - {set: target.d, value: '$CASE($LENGTH(source.f),2:$ZDATE($H,8),:$TR(source.f,"ab")_$FIND(source.f,"x"))'}
            - {set: target.o, value: '$ISOBJECT(source.a)&(source.a.Count()>0)'}
            - {remove: 'target.a.b(1)'}
            """;

    @Test
    void shouldRefuseOrTransformWhateverItIsGiven() throws Exception {
        Fuzz.run(USUAL, MEGABYTES, (seed, random) -> {
            boolean isXml = random.nextBoolean();
            String format = isXml ? "xml" : "json";
            byte[] message = random.nextInt(4) == 0 ? seed(isXml) : Fuzz.mutated(seed(isXml), TELLING, random);
            String text = transform(format, random);
            CompiledTransform transform;
            try {
                transform = TransformCompiler.compile(
                        "T", name -> Optional.of(text), name -> Optional.empty(), Formats.STANDARD);
            } catch (TransformTextException e) {
                assertThat(e.getMessage()).isNotBlank();
                return;
            }
            try {
                assertThat(transform
                                .apply(Messages.of(new String(message, UTF_8), "application/" + format), NOW)
                                .message()
                                .body()
                                .size())
                        .isPositive();
            } catch (EvaluationException | IllegalArgumentException | IllegalStateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void shouldBeginWithATransformThatWorks() {
        CompiledTransform transform = TransformCompiler.compile(
                "T",
                name -> Optional.of(TRANSFORM.formatted("json", "json")),
                name -> Optional.empty(),
                Formats.STANDARD);

        assertThat(new String(
                        transform
                                .apply(Messages.of(new String(JSON, UTF_8), "application/json"), NOW)
                                .message()
                                .body()
                                .bytes(),
                        UTF_8))
                .contains("\"list\":[1,2.50,{\"c\":\"x\"}]")
                .endsWith("\"o\":1}");
    }

    private static byte[] seed(boolean isXml) {
        return isXml ? XML : JSON;
    }

    private static String transform(String format, Random random) {
        String whole = TRANSFORM.formatted(format, format);
        return random.nextInt(3) == 0 ? new String(Fuzz.mutated(whole.getBytes(UTF_8), TELLING, random), UTF_8) : whole;
    }
}
