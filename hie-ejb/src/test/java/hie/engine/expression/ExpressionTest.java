package hie.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.hl7.Hl7Message;
import hie.engine.Messages;
import hie.engine.document.Place;
import hie.engine.format.Formats;
import hie.engine.hl7.Hl7Document;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

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
            return switch (name) {
                case "Wards" -> Optional.of(LookupTable.parse("W1,Surgery\nW2,\n"));
                case "Schedules" ->
                    Optional.of(LookupTable.parse("Days,\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\"\nNever,noon\n"));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<CodeList> list(String name) {
            return name.equals("codes") ? Optional.of(CodeList.parse("A01\tone\n W1 \nx,y\n")) : Optional.empty();
        }
    };

    private static Scope scope() {
        Hl7Document document =
                Hl7Document.of(Hl7Message.of(Messages.adt("a \"b\"").body().bytes()));
        Scope scope = new Scope(root -> document, ZonedDateTime.parse("2026-11-24T08:30:05.123+01:00"));
        scope.set("ward", "W1");
        scope.set("k", "1");
        return scope;
    }

    private static String value(String expression) {
        return ExpressionParser.parse(expression, NAMES).value(scope());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1; 1",
                "\"a\"\"b\"; a\"b",
                "\"\"; ``",
                "0.50; .5",
                "-1.0; -1",
                "1 + 2 * 3; 7",
                "(1 + 2) * 3; 9",
                "7 / 2; 3.5",
                "\"3 beds\" + 1; 4",
                "\"x\" + 1; 1",
                "1 _ 2 & \"a\"; 12a",
                "1 = 1.0; 1",
                "\"01\" = 1; 0",
                "\"abc\" [ \"b\"; 1",
                "\"abc\" [ \"x\"; 0",
                "1 < 2 && 2 >= 2; 1",
                "1 > 2 || 3 <= 2; 0",
                "1 = 2 OR 2 = 2 AND 1 = 2; 0",
                "(1 = 2 OR 2 = 2) AND 1 = 1; 1",
                "\"a\" != \"b\"; 1",
                "\"a\" <> \"a\"; 0",
                "Not(1); 0",
                "NOT (\"a\" = \"b\"); 1",
                "'1; 0",
                "ward; W1",
                "HL7.{PID:3(1).1}; 4711",
                "Document.{PID:PatientIdentifierList(k).IDNumber}; 4711",
                "HL7.PID:3.1; 4711",
                "HL7.[PID:5.1]; Example",
                "{PV1:3.1}; W1",
                "PV1-2; I",
                "PID:8 = \"F\"; 1",
                "HL7.Name; ADT_A01",
                "HL7.DocType; 2.5:ADT_A01",
                "HL7.{MSH:9.1} = \"ADT\" && (HL7.{PV1:2} = \"I\"); 1",
                "((HL7.{PV1:PatientClass})=(\"E\")); 0"
            })
    void shouldEvaluate(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Contains(HL7.{PID:5.1},\"amp\"); 1",
                "HL7.{PID:5.1} Contains \"AMP\"; 0",
                "(HL7.{PID:5.1} StartsWith \"Ex\")||(1=2); 1",
                "DoesNotContain(\"abc\",\"d\"); 1",
                "In(\"A04\",\"A01,A04\"); 1",
                "In(\"A0\",\"A01,A04\"); 0",
                "\"A01\" In \"A01,A04\"; 1",
                "NotIn(\"A05\",\"A01,A04\"); 1",
                "StringIsOneOf(\"b\",\"a,b\"); 1",
                "IntersectsList(\"<a><b>\",\"c,b\"); 1",
                "Like(\"abc\",\"a%\"); 1",
                "Like(\"abc\",\"a_\"); 0",
                "Match(\"ABC-12\",\"3U1\"\"-\"\"1.N\"); 1",
                "DoesNotMatch(\"abc\",\"1.N\"); 1",
                "Matches(\"7x\",\"1(1N,1A)1L\"); 1",
                "RegexMatch(\"W101\",\"W\\d+\"); 1",
                "RegexMatch(\"xW101\",\"W\\d+\"); 0",
                "..ToUpper(\"ab\"); AB",
                "ToLower(\"AB\"); ab",
                "Length(\"abc\"); 3",
                "Length(\"a^b\",\"^\"); 2",
                "Piece(\"a^b^c\",\"^\"); a",
                "Piece(\"a^b^c\",\"^\",2); b",
                "Piece(\"a^b^c\",\"^\",2,3); b^c",
                "Piece(\"a\",\"^\",2); ``",
                "SubString(\"abcdef\",2,3); bc",
                "SubString(\"abcdef\",4); def",
                "ReplaceStr(\"a-b-c\",\"-\",\"\"); abc",
                "Translate(\"a-b\",\"-a\",\"_\"); _b",
                "Pad(\"7\",-3,\"0\"); 007",
                "Pad(\"7\",3,\".\"); 7..",
                "Strip(\"  a b \",\"<>W\"); a b",
                "Strip(\"a-1-b\",\"*P\"); a1b",
                "Strip(\"007\",\"<\",\"0\"); 7",
                "Min(3,1.5,2); 1.5",
                "Max(3,1.5,2); 3",
                "Round(2.345,2); 2.35",
                "Round(2.5); 3",
                "If(1=1,\"y\",\"n\"); y",
                "If(\"\",\"y\",\"n\"); n",
                "Lookup(\"Wards\",ward,\"none\"); Surgery",
                "Lookup(\"Wards\",\"W9\",\"none\"); none",
                "Lookup(\"Wards\",\"W2\",\"none\"); ``",
                "Lookup(\"Wards\",\"\",\"none\"); ``",
                "Lookup(\"Wards\",\"\",\"none\",1); none",
                "Unescape(\"a \\T\\ b\\.br\\c\"); `a & b\nc`",
                "Escape(\"a & b|c\"); a \\T\\ b\\F\\c",
                "Not(1); 0",
                "Exists(\"Wards\",\"W2\"); 1",
                "Exists(\"Wards\",\"W9\"); 0",
                "CurrentDateTime(\"%Y%m%d%H%M%S\"); 20261124083005",
                "CurrentDateTime(); 2026-11-24 08:30:05",
                "ConvertDateTime(\"20260102\",\"%Y%m%d\",\"%d.%m.%Y\"); 02.01.2026",
                "ConvertDateTime(\"202601021504\",\"%Y%m%d%H%M\",\"%Q\"); 2026-01-02 15:04:00.000",
                "ConvertDateTime(\"soon\",\"%Y%m%d\",\"%d.%m.%Y\"); soon",
                "Schedule(\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\"); 1",
                "Schedule(\"START:*-*-*T08:00:00,STOP:*-*-*T18:00:00\",\"2026-11-24 18:00:01\"); 0",
                "Schedule(\"@Days\"); 1",
                "Schedule(\"@Days\",\"2026-11-24 07:59:59.999\"); 0",
                "Schedule(\"@Days\",\"\"); 1",
                "Schedule(\"@Days\",HL7.{MSH:7.3}); 1",
                "InFile(ward,\"C:\\HL7\\codes.txt\"); 1",
                "InFile(\"w1\",\"codes\"); 0",
                "InFile(\"A01\",\"/data/codes.txt\"); 0",
                "InFile(\"\",\"codes\"); 0",
                "NotInFile(\"W2\",\"codes\"); 1",
                "NotInFile(ward,\"codes\"); 0",
                "InFileColumn(\"A01\",\"/data/codes.txt\"); 1",
                "InFileColumn(\"one\",\"codes\",2); 1",
                "InFileColumn(\"y\",\"codes\",2,,44); 1",
                "InFileColumn(\"01\",\"codes\",2,10,0,2); 1",
                "InFileColumn(\"A0\",\"codes\",1,-2,0,2); 1",
                "InFileColumn(\"A\",\"codes\",1,10,9,0,\"0\"); 1",
                "InFileColumn(\"01\",\"codes\",1,10,9,0,\"\",\"A\"); 1"
            })
    void shouldCallFunctions(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; it ends where a value is missing",
                "1 +; it ends where a value is missing",
                "(1; expected ')' at its end",
                "1 2; not understood from '2'",
                "\"a; not understood from",
                "Frob(1); there is no function Frob (there are: Contains",
                "Piece(1); function Piece takes 2 to 4 arguments, not 1",
                "InFile(\"a\",\"/etc/passwd\"); there is no list 'passwd' (put the file at lists/passwd.txt)",
                "InFile(\"a\",ward); InFile: the file must be written in quotes",
                "InFileColumn(\"a\",\"codes\",k); what is behind the file must be written in quotes",
                "InFileColumn(\"a\",\"codes\",1,10,\"\"\",\"\"\"); is no whole number",
                "InFileColumn(\"a\",\"codes\",0); there is no column 0",
                "Rule(\"R\"); only rule sets ask other rule sets",
                "Schedule(\"@Nights\"); there is no schedule 'Nights' in the project's lookup table Schedules",
                "Schedule(\"@Never\"); @Never, in the lookup table Schedules: 'noon' is no event",
                "Schedule(ward); Schedule: the schedule must be written in quotes",
                "Lookup(\"Words\",1); there is no lookup table 'Words'",
                "Lookup(ward,1); must be written in quotes",
                "RegexMatch(\"a\",ward); must be written in quotes",
                "RegexMatch(\"a\",\"(\"); is no regular expression",
                "Match(\"a\",\"x\"); is no pattern",
                "CurrentDateTime(\"%K\"); '%K' in the time format",
                "Schedule(\"noon\"); noon",
                "nobody; 'nobody' is not known",
                "Request.TransType; 'Request' is no message here (expected: HL7, Document)",
                "HL7.ParentId; 'ParentId' is not known; of an HL7 message there are",
                "HL7.{PID:Nothing}; leads nowhere",
                "HL7.{PID(j):3}; 'j' in 'PID(j):3' is no key",
                "HL7.{PID:3; '{' has no '}'",
                "$ZDATE(1); function $ZDATE takes 2 arguments",
                "##class(A).B(); method B of class A is not run here"
            })
    void shouldSayWhatIsWrongWhereItIsCompiled(String expression, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpressionParser.parse(expression, NAMES))
                .withMessageContaining(fault);
    }

    @Test
    void shouldHaveNoScheduleAtATimeThatIsNoneWithoutSayingIt() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> value("Schedule(\"@Days\",HL7.{PID:3.1})"))
                .withMessage("Schedule: its time is none (expected: YYYY-MM-DD hh:mm:ss)");
    }

    @Test
    void shouldRefuseToDivideByZeroWithoutSayingTheValues() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> value("HL7.{PID:3.1} / 0"))
                .withMessage("an expression divides by zero");
    }

    @Test
    void shouldEndWhatCostsTooMuchInsteadOfRunningOn() {
        String bomb = "\"aaaaaaaaaa\"";
        for (int i = 0; i < 12; i++) {
            bomb = "ReplaceStr(" + bomb + ",\"a\",\"aaaaaaaaaa\")";
        }
        String all = bomb;

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> value(all))
                .withMessageContaining("cost more than they may");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "Not(", "ToUpper("})
    void shouldRefuseExpressionsMadeToExhaustTheStack(String open) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpressionParser.parse(open.repeat(2_000) + "1", NAMES))
                .withMessageContaining("nested more than");
    }

    @Test
    void shouldReadNothingFromAMessageThatIsNotHl7() {
        Scope scope = new Scope(root -> null, ZonedDateTime.parse("2026-11-24T08:30:05Z"));

        assertThat(ExpressionParser.parse("HL7.{PID:3} = \"\"", NAMES).holds(scope))
                .isTrue();
    }
}
