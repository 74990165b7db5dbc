package hie.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.engine.Messages;
import hie.engine.document.Document;
import hie.engine.document.Place;
import hie.engine.format.Formats;
import hie.engine.table.LookupTable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ObjectScript means in transforms, over objects with properties. */
class ObjectScriptTest {

    private static final String SOURCE = """
            {"Name": "Example^Erika", "Sex": "F", "Age": 61, "Weight": 1.50, "Dead": false, "Empty": "",
             "Address": {"City": "Ulm"}, "Nothing": {"a": {"b": ""}},
             "Names": [{"Given": "Erika"}, {"Given": "Eva"}], "Phones": {"home": "0731", "work": "0732"}}
            """;

    private static final Names NAMES = new Names() {

        @Override
        public List<String> roots() {
            return List.of("source");
        }

        @Override
        public Place place(String root, String path, boolean inBraces) {
            return Formats.JSON.place(path, inBraces, "");
        }

        @Override
        public boolean isVariable(String name) {
            return List.of("k", "tmp", "unset").contains(name);
        }

        @Override
        public Optional<LookupTable> table(String name) {
            return Optional.empty();
        }

        @Override
        public Syntax syntax() {
            return Syntax.OBJECTSCRIPT;
        }

        @Override
        public boolean hasTransform(String name) {
            return name.equals("Site.Known");
        }
    };

    private static Scope scope() {
        Document source = Formats.JSON.read(Messages.of(SOURCE, "application/json"));
        Scope scope = new Scope(root -> source, ZonedDateTime.parse("2026-11-24T08:30:05.123+01:00"));
        scope.set("k", "2");
        scope.set("tmp", ExpressionParser.parse("source.Address", NAMES).node(scope));
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
                "source.Name; Example^Erika",
                "source.Address.City; Ulm",
                "source.{Address.City}; Ulm",
                "source.Names(1).Given; Erika",
                "source.Names.(k).Given; Eva",
                "source.Names.(k - 1).Given; Erika",
                "source.Names.GetAt(k).Given; Eva",
                "source.Names.Count(); 2",
                "source.Names.Count()+1; 3",
                "source.Missing.Count(); 0",
                "source.{Names(*)}; 2",
                "source.{Names().Given}; <Erika><Eva>",
                "source.Phones.(\"home\"); 0731",
                "source.Phones.GetAt(\"work\"); 0732",
                "source.Missing.City; ``",
                "source.Age; 61",
                "source.Weight; 1.50",
                "source.Dead; 0",
                "tmp.City; Ulm",
                "unset.City; ``",
                "unset; ``"
            })
    void shouldReadProperties(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1+2*3; 9",
                "2*3=6; 1",
                "1=1&&2; 1",
                "1=0||1=1; 1",
                "3=3=1; 1",
                "\"a\"=\"a\"&&\"b\"=\"b\"; 0",
                "(\"a\"=\"a\")&&(\"b\"=\"b\"); 1",
                "\"1\"_\"2\"+1; 13",
                "1+1_\"2\"; 22",
                "7\\2; 3",
                "-7\\2; -3",
                "-7#3; 2",
                "7#-3; -2",
                "7/2; 3.5",
                "'0; 1",
                "'source.Missing; 1",
                "source.Sex'=\"F\"; 0",
                "2'<1; 1",
                "2'>1; 0",
                "\"abc\"[\"b\"; 1",
                "\"abc\"'[\"b\"; 0",
                "1!0; 1",
                "1&0; 0"
            })
    void shouldTakeOperatorsFromLeftToRight(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$PIECE(source.Name,\"^\"); Example",
                "$p(source.Name,\"^\",2); Erika",
                "$Piece(\"a|b|c|d\",\"|\",2,3); b|c",
                "$Piece(\"a|b|c\",\"|\",*); c",
                "$piece(\"a|b\",\"\",1); ``",
                "$EXTRACT(\"abcd\"); a",
                "$E(\"abcd\",2); b",
                "$E(\"abcd\",2,3); bc",
                "$E(\"20261124\",3,*); 261124",
                "$E(\"abcd\",*); d",
                "$E(\"abcd\",0); ``",
                "$E(\"abcd\",3,2); ``",
                "$E(\"abcd\",2,-1); ``",
                "$LENGTH(\"abc\"); 3",
                "$L(\"a,b,c\",\",\"); 3",
                "$L(\"abc\",\"\"); 0",
                "$FIND(\"abcabc\",\"bc\"); 4",
                "$F(\"abcabc\",\"bc\",4); 7",
                "$F(\"abc\",\"x\"); 0",
                "$TRANSLATE(\"ADT_A01\",\"_\",\"^\"); ADT^A01",
                "$tr(\"a-b-c\",\"-\"); abc",
                "$REPLACE(\"a-b\",\"-\",\"::\"); a::b",
                "$REVERSE(\"abc\"); cba",
                "$ZCONVERT(\"aB\",\"U\"); AB",
                "$zcvt(\"aB\",\"l\"); ab",
                "$ZSTRIP(\"  a b \",\"<>W\"); a b",
                "$ZSTRIP(\"a b c\",\"*W\"); abc",
                "$ZSTRIP(\"0012\",\"<\",0); 12",
                "$JUSTIFY(\"ab\",4); `  ab`",
                "$J(3.14159,7,2); `   3.14`",
                "$ASCII(\"A\"); 65",
                "$A(\"\"); -1",
                "$CHAR(65,66); AB",
                "$GET(source.Sex); F",
                "$SELECT(source.Sex=\"M\":\"male\",source.Sex=\"F\":\"female\",1:\"?\"); female",
                "$s(0:1,1:source.Address.City); Ulm",
                "$CASE(source.Sex,\"M\":\"H\",\"F\":\"D\",:\"\"); D",
                "$case(\"x\",\"M\":\"H\",:\"other\"); other",
                "$HOROLOG; 67898,30605",
                "$ZDATE($HOROLOG,8); 20261124",
                "$zd(67898,3); 2026-11-24",
                "$ZDATEH(\"20261124\",8); 67898",
                "$zdh(\"2026-11-24\",3); 67898",
                "$ZTIMEH(\"08:30:05\"); 30605",
                "$ZTIME(30605); 08:30:05",
                "$zt(30605,2); 08:30",
                "$ZDATETIME(\"67898,30605\",3); 2026-11-24 08:30:05",
                "$zdt($h,8,2); 20261124 08:30",
                "$ZDATETIMEH(\"2026-11-24 08:30\",3,2); 67898,30600",
                "$ISOBJECT(source.Address); 1",
                "$ISOBJECT(source.Names); 1",
                "$ISOBJECT(source.Name); 0",
                "$ISOBJECT(source.Missing); 0",
                "$ISOBJECT(source.Names)&&(source.Names.Count()>0); 1",
                "$$$OK; 1",
                "##class(HS.FHIR.DTL.Util.Element.Object).Defined(source, \"Address\"); 1",
                "##class(HS.FHIR.DTL.Util.Element.Object).Defined(source, \"Nothing\"); 0",
                "##class(HS.FHIR.DTL.Util.Element.Object).Defined(source, \"Missing\"); 0",
                "##class(HS.FHIR.DTL.Util.Element.Object).Defined(source, \"Empty\"); 0",
                "##class(%Dictionary.ClassDefinition).%ExistsId(\"Site.Known\"); 1",
                "##class(%Dictionary.ClassDefinition).%ExistsId(\"Site.Other\"); 0",
                "..If(source.Sex=\"M\",,\"no\"); no",
                "..ToUpper(source.Address.City); ULM",
                "..Piece(source.Name,\"^\",2); Erika"
            })
    void shouldCallFunctions(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "tmp'=\"\"; 1",
                "tmp=source.Address; 1",
                "tmp=source.Names; 0",
                "source.Missing'=\"\"; 0",
                "##class(Site.Any).%New()'=\"\"; 1",
                "##class(Site.Any).%New()=##class(Site.Any).%New(); 0"
            })
    void shouldCompareObjectsByIdentity(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
        assertThat(ExpressionParser.parse("tmp", NAMES).holds(scope())).isTrue();
    }

    @Test
    void shouldNotTakeAnObjectForAText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("source.Address_\"x\""))
                .withMessageContaining("an object or a list where a text is expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$ZDATE(\"x\",8); $ZDATE",
                "$ZDATEH(\"20261324\",8); $ZDATEH",
                "$ZDATEH(\"\",8); $ZDATEH",
                "$ZTIME(90000); $ZTIME",
                "$SELECT(0:1); no case is met",
                "1#0; divides by zero"
            })
    void shouldHaveNoValueWhereIrisEndsWithAnError(String expression, String why) {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> value(expression))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$LISTBUILD(1); function $LISTBUILD is not taken",
                "$ZDATE(1,1); format of dates is not taken",
                "$ZDATE(1); takes 2 arguments, not 1",
                "$ZCONVERT(\"a\",\"O\",\"JSON\"); takes 2 arguments",
                "$ZCONVERT(\"a\",\"T\"); mode 'T' is not taken",
                "##class(Site.Helper).Now(); method Now of class Site.Helper is not run here",
                "aux(\"transformer\").GetPatientReference(); there is no function aux",
                "2**3; not understood from '**3'",
                "source.(j); 'j' in '(j)' is no key",
                "other; 'other' is not known",
                "other.Name; 'other' is no message here",
                "1 = ; it ends where a value is missing"
            })
    void shouldRefuseWhatItDoesNotKnow(String expression, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpressionParser.parse(expression, NAMES))
                .withMessageContaining(why);
    }
}
