package hie.engine.interceptor;

import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks HL7 v2: a header, segments with names, and fields that must have a value. What is faulty is refused, or only reported
 * in the log, as {@code ValidationAction} says. Content of other types passes.
 */
final class Validation implements Interceptor {

    static final String FIELDS = "RequiredFields";
    static final String ACTION = "ValidationAction";
    static final String REFUSE = "refuse";

    /** What no receiver can do without (HL7 v2.5.1 section 2.15.9). */
    private static final List<Hl7Path> OF_THE_HEADER =
            List.of(Hl7Path.parse("MSH-9.1"), Hl7Path.parse("MSH-10"), Hl7Path.parse("MSH-12"));

    private String item;
    private List<Hl7Path> required;
    private boolean isRefusing;

    @Override
    public void onInit(HostContext context, Class<? extends Host> hostClass) {
        item = context.itemName();
        required = new ArrayList<>(OF_THE_HEADER);
        required.addAll(Names.paths(FIELDS, context.settings().text(FIELDS)));
        isRefusing = context.settings().text(ACTION).equals(REFUSE);
    }

    @Override
    public Message before(Message message) {
        if (!Message.HL7_V2.equals(message.header().contentType())) {
            return message;
        }
        List<String> faults = faults(message);
        if (!faults.isEmpty()) {
            String text = String.join("; ", faults);
            if (isRefusing) {
                throw new MessageRefusedException(text);
            }
            InterceptorLog.LOG.faulty(item, message.header().id(), text);
        }
        return message;
    }

    /** What is wrong, by places; never by values. */
    private List<String> faults(Message message) {
        Hl7Message hl7 = message.body().hl7();
        if (!hl7.hasHeader()) {
            return List.of("there is no MSH segment");
        }
        if (hl7.isBatch()) {
            return List.of("a batch is not one message");
        }
        List<String> faults = new ArrayList<>();
        List<String> missing = required.stream()
                .filter(path -> hl7.get(path).isEmpty())
                .map(Hl7Path::toString)
                .toList();
        if (!missing.isEmpty()) {
            faults.add("no value in " + String.join(", ", missing));
        }
        nameless(message.body().bytes(), (char) (hl7.fieldSeparator() & 0xFF))
                .forEach(number -> faults.add("segment " + number + " has no name"));
        return faults;
    }

    /** The numbers of the segments that do not begin with a name, at most the first ten. */
    private static List<Integer> nameless(byte[] bytes, char separator) {
        List<Integer> numbers = new ArrayList<>(0);
        int number = 0;
        for (String segment : new String(bytes, StandardCharsets.ISO_8859_1).split("[\r\n]+")) {
            if (segment.isBlank()) {
                continue;
            }
            number++;
            if (number > 1 && !isNamed(segment, separator) && numbers.size() < 10) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static boolean isNamed(String segment, char separator) {
        return segment.length() >= 3
                && isCapital(segment.charAt(0))
                && (isCapital(segment.charAt(1)) || isDigit(segment.charAt(1)))
                && (isCapital(segment.charAt(2)) || isDigit(segment.charAt(2)))
                && (segment.length() == 3 || segment.charAt(3) == separator);
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
