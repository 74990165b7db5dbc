package hie.engine.expression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.engine.Fuzz;
import hie.engine.Messages;
import hie.engine.document.Place;
import hie.engine.format.Formats;
import hie.engine.hl7.Hl7Document;
import hie.engine.table.LookupTable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Feeds broken expressions to the parser, and evaluates those that it takes. How to run it longer is in CONTRIBUTING.md. */
class ExpressionFuzzTest {

    private static final int USUAL = 3000;
    private static final int MEGABYTES = 64;

    private static final byte[] TELLING = "()[]{}.,:\"'=!<>&|+-*/_ 0123#HL7aAO\\\n".getBytes(ISO_8859_1);

    private static final List<String> SEEDS = List.of(
            "HL7.{MSH:9.2} = \"A01\" && (HL7.{PID:3(2).1} > 3)",
            "Document.{PIDgrpgrp(1).ORCgrp(1).OBX:5} [ \"x\" || Contains(HL7.{PID:5.1}, \"Ex\")",
            "Piece(ToUpper(HL7.{PID:5}), \"^\", 2) _ \"-\" _ Pad(ward, 8, \"0\")",
            "If(In(HL7.{PV1:2}, \",I,O,E,\"), Max(1, 2 * (3 + k)), -1.5)",
            "Lookup(\"Wards\", HL7.{PV1:3.1}, \"none\") = \"Surgery\"",
            "RegexMatch(HL7.{PID:7}, \"[0-9]{8}\") && Not(Like(ward, \"W%\"))",
            "ConvertDateTime(HL7.{MSH:7}, \"%Y%m%d\", \"%d/%m/%Y\")");

    private static final Names NAMES = new Names() {

        @Override
        public List<String> roots() {
            return List.of("HL7", "Document");
        }

        @Override
        public Place place(String root, String path, boolean inBraces) {
            return Formats.STANDARD.hl7().place(path, inBraces, "2.5:");
        }

        @Override
        public boolean isVariable(String name) {
            return name.equals("ward") || name.equals("k");
        }

        @Override
        public Optional<LookupTable> table(String name) {
            return name.equals("Wards") ? Optional.of(LookupTable.parse("W1,Surgery\nW2,\n")) : Optional.empty();
        }
    };

    @Test
    void shouldSayWhatItDoesNotUnderstandOrEvaluateIt() throws Exception {
        Hl7Document document =
                Hl7Document.of(Hl7Message.of(Messages.adt("x").body().bytes()));
        Fuzz.run(USUAL, MEGABYTES, (seed, random) -> {
            byte[] text = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(ISO_8859_1);
            Expression expression;
            try {
                expression = ExpressionParser.parse(new String(Fuzz.mutated(text, TELLING, random), ISO_8859_1), NAMES);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
                return;
            }
            Scope scope = new Scope(root -> document, ZonedDateTime.parse("2026-11-24T08:30:05.123+01:00"));
            scope.set("ward", "W1");
            scope.set("k", "1");
            try {
                assertThat(expression.value(scope)).isNotNull();
            } catch (EvaluationException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
