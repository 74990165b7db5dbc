package hie.hapi;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import hie.api.hl7.Hl7Message;
import hie.api.message.BodyFormatException;
import hie.api.message.BodyType;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * HL7 v2 as HAPI's typed message of its version, 2.1 to 2.8, without validation: {@code message.as(Hapi.class)}. What is changed in it is not sent:
 * the bytes are the message, unless a host makes another one of them. CR, LF and CRLF end segments.
 */
public final class Hapi implements BodyType<Message> {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    /** What may stand before a header. */
    private static final Pattern START = Pattern.compile("^[\\uFEFF\\s]+");

    private static final Pattern LINE_END = Pattern.compile("\r\n|\n");
    private static final String NONE = "the body is no HL7 v2 that HAPI reads";

    /** Made when the first message is parsed; may be used by any number of threads, as it is never changed. */
    private static final class Shared {
        static final HapiContext CONTEXT = new DefaultHapiContext(ValidationContextFactory.noValidation());
    }

    /**
     * Parses a message.
     *
     * @param charset of no effect: HL7 v2 says its character set itself, as {@link Hl7Message#charset} has it
     * @throws BodyFormatException naming the segment, where HAPI says which
     */
    @Override
    public Message parse(byte[] bytes, Charset charset) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(Hapi.class.getClassLoader());
        try {
            Hl7Message view = Hl7Message.of(bytes);
            String text = START.matcher(new String(bytes, view.charset())).replaceFirst("");
            return new PipeParser(Shared.CONTEXT).parse(LINE_END.matcher(text).replaceAll("\r"));
        } catch (HL7Exception e) {
            throw new BodyFormatException(NONE + place(e.getLocation()));
        } catch (RuntimeException e) {
            // HAPI lets faults of messages out as whatever they lead to, with content in their texts.
            throw new BodyFormatException(NONE);
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static String place(Location fault) {
        String segment = fault == null ? null : fault.getSegmentName();
        if (segment == null || !SEGMENT.matcher(segment).matches()) {
            return "";
        }
        int number = fault.getSegmentRepetition();
        int field = fault.getField();
        return ": segment " + segment + (number > 1 ? "(" + number + ")" : "") + (field > 0 ? ", field " + field : "");
    }
}
