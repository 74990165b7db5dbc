package hie.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.document.Place;
import hie.engine.format.Formats;
import hie.engine.table.LookupTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Conditions that sites have published in their rules: those about HL7 are taken, the others refused with a reason. */
class RealExpressionsTest {

    private static final Path RULES = Path.of("../../shared/data/iris/rules");
    private static final Pattern CONDITION = Pattern.compile("condition=\"([^\"]*)\"");

    private static final Names NAMES = new Names() {

        @Override
        public List<String> roots() {
            return List.of("HL7", "Document");
        }

        @Override
        public Place place(String root, String path, boolean inBraces) {
            return Formats.STANDARD.hl7().place(path, inBraces, "");
        }

        @Override
        public boolean isVariable(String name) {
            return false;
        }

        @Override
        public Optional<LookupTable> table(String name) {
            return Optional.empty();
        }
    };

    @Test
    void shouldTakeWhatRealRulesAskOfHl7() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(RULES), "there are no published rules beside this checkout");
        List<String> refused = new ArrayList<>();
        int taken = 0;
        for (String condition : conditions()) {
            try {
                ExpressionParser.parse(condition, NAMES);
                taken++;
            } catch (IllegalArgumentException e) {
                refused.add(condition);
            }
        }

        assertThat(taken).isGreaterThanOrEqualTo(39);
        assertThat(refused).isNotEmpty().noneMatch(condition -> condition.contains(".{"));
    }

    private static List<String> conditions() throws IOException {
        List<String> conditions = new ArrayList<>();
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.sorted().toList()) {
                Matcher found = CONDITION.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (found.find()) {
                    conditions.add(found.group(1)
                            .replace("&quot;", "\"")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&"));
                }
            }
        }
        return conditions;
    }
}
