package hie.cli.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A full parse by HAPI HL7v2, the usual parser of HL7 in Java, without validation. It tells how many structures the message has. */
public final class HapiParse implements Function<String, ToIntFunction<byte[]>> {

    /** Held, because the logger of a name is forgotten when nobody does. */
    private static final Logger LOG = Logger.getLogger("ca.uhn");

    @Override
    public ToIntFunction<byte[]> apply(String nothing) {
        LOG.setLevel(Level.WARNING);
        PipeParser parser = new DefaultHapiContext(ValidationContextFactory.noValidation()).getPipeParser();
        return message -> {
            try {
                return parser.parse(new String(message, StandardCharsets.UTF_8)).getNames().length;
            } catch (HL7Exception e) {
                throw new IllegalStateException("HAPI does not take the bench's message", e);
            }
        };
    }
}
