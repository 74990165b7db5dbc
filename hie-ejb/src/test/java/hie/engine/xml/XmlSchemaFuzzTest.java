package hie.engine.xml;

import hie.engine.Fuzz;
import hie.engine.document.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads broken schemas and asks them for paths. How to run it longer is in CONTRIBUTING.md. */
class XmlSchemaFuzzTest {

    private static final int SHORT = 500;
    private static final int MEGABYTES = 64;
    private static final byte[] SPECIAL = "<>\"'/=:#& \n\r\0".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PATHS = List.of(
            "Patient.Name",
            "Patient.Colours(2)",
            "Encounters(k).Earlier.Earlier.Number",
            "Note(*)",
            "Patient.Contact.Mail");

    @Test
    void shouldRefuseOrReadWhateverItIsGiven() throws Exception {
        byte[] seed = XmlSchemaTest.SCHEMA.getBytes(StandardCharsets.UTF_8);
        Fuzz.run(SHORT, MEGABYTES, (i, random) -> {
            String text = new String(Fuzz.mutated(seed, SPECIAL, random), StandardCharsets.UTF_8);
            for (String path : PATHS) {
                try {
                    XmlSchema.parse(text).path("Container", TreePath.parse(path));
                } catch (IllegalArgumentException expected) {
                    // What else should become of it.
                }
            }
        });
    }
}
