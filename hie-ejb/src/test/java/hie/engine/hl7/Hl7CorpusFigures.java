package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.engine.acknowledgement.Acknowledgement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of docs/adr/0003-hl7-view.md: what our view and HAPI make of a folder of HL7 files, and at what cost. Not part
 * of the normal test run:
 *
 * <pre>
 * ./mvnw -pl hie-ejb -am test -Dtest=Hl7CorpusFigures -Dsurefire.failIfNoSpecifiedTests=false -Dhie.corpus=/absolute/folder
 * </pre>
 *
 * The result is in {@code hie-ejb/target/hl7-figures.txt}; it holds counts and kinds of trouble, no content.
 */
@EnabledIfSystemProperty(named = "hie.corpus", matches = ".+")
class Hl7CorpusFigures {

    private static final Hl7Path PATIENT = Hl7Path.parse("PID-3.1");
    private static final int WARM_RUNS = 3;

    private final PipeParser hapi = hapi();
    private final List<String> report = new ArrayList<>();

    private static PipeParser hapi() {
        DefaultHapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context.getPipeParser();
    }

    @Test
    void shouldCountAndMeasure() throws IOException {
        Path folder = Path.of(System.getProperty("hie.corpus"));
        List<byte[]> messages = new ArrayList<>();
        int files = 0;
        int without = 0;
        int whole = 0;
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file :
                    found.filter(f -> f.toString().endsWith(".hl7")).sorted().toList()) {
                files++;
                byte[] content = Files.readAllBytes(file);
                whole += Hl7Message.of(content).hasHeader() ? 1 : 0;
                List<byte[]> inFile = split(content);
                without += inFile.isEmpty() ? 1 : 0;
                messages.addAll(inFile);
            }
        }
        line("files %d, of which the view accepts %d whole, as a file service takes them in", files, whole);
        line(
                "files without any MSH at the beginning of a line %d, messages in the others %d",
                without, messages.size());
        assertThat(messages).isNotEmpty();
        view(messages);
        List<byte[]> parsed = hapiParses(messages, false);
        line("-- the same with every line end made CR, as HAPI expects");
        List<byte[]> normalised =
                messages.stream().map(Hl7CorpusFigures::withCr).toList();
        List<byte[]> parsedNormalised = hapiParses(normalised, true);
        assertThat(parsedNormalised).hasSizeGreaterThanOrEqualTo(parsed.size());
        cost(parsedNormalised);
        Files.writeString(Path.of("target", "hl7-figures.txt"), String.join("\n", report) + "\n");
    }

    private void line(String text, Object... values) {
        report.add(String.format(Locale.ROOT, text, values));
    }

    /** A file may hold several messages, in a batch or not, framed or not: each begins with MSH at the beginning of a line. */
    private static List<byte[]> split(byte[] file) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at + 4 <= file.length; at++) {
            boolean atLineStart = at == 0 || file[at - 1] < ' ' || (at == 3 && (file[0] & 0xFF) == 0xEF);
            if (atLineStart && file[at] == 'M' && file[at + 1] == 'S' && file[at + 2] == 'H') {
                starts.add(at);
            }
        }
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : file.length;
            messages.add(withoutEnvelope(Arrays.copyOfRange(file, starts.get(i), end)));
        }
        return messages;
    }

    /** Without the frame's end, and without the batch segments behind the message. */
    private static byte[] withoutEnvelope(byte[] message) {
        String text = new String(message, ISO_8859_1);
        int end = text.length();
        for (String mark : List.of("\u001C", "\rBTS", "\nBTS", "\rFTS", "\nFTS", "\rBHS", "\nBHS", "\rFHS", "\nFHS")) {
            int at = text.indexOf(mark);
            end = at >= 0 && at < end ? at : end;
        }
        return text.substring(0, end).replace("\u000B", "").getBytes(ISO_8859_1);
    }

    private static byte[] withCr(byte[] message) {
        String text = new String(message, ISO_8859_1);
        return (text.replaceAll("[\r\n]+", "\r").stripTrailing() + "\r").getBytes(ISO_8859_1);
    }

    private void view(List<byte[]> messages) {
        int accepted = 0;
        int typed = 0;
        int identified = 0;
        for (byte[] bytes : messages) {
            Hl7Message view = Hl7Message.of(bytes);
            accepted += view.hasHeader() ? 1 : 0;
            typed += view.messageType().isPresent() ? 1 : 0;
            identified += view.controlId().isPresent() ? 1 : 0;
        }
        line("view: accepted %d, with a type %d, with a control id %d", accepted, typed, identified);
    }

    private List<byte[]> hapiParses(List<byte[]> messages, boolean compare) {
        List<byte[]> parsed = new ArrayList<>();
        Map<String, Integer> refusals = new TreeMap<>();
        int encoded = 0;
        int same = 0;
        int agreed = 0;
        int escaped = 0;
        for (byte[] bytes : messages) {
            Hl7Message view = Hl7Message.of(bytes);
            try {
                ca.uhn.hl7v2.model.Message message = hapi.parse(new String(bytes, view.charset()));
                parsed.add(bytes);
                if (compare && agrees(view, message)) {
                    agreed++;
                } else if (compare) {
                    String values =
                            view.get("MSH-10.1").orElse("") + view.get(PATIENT).orElse("");
                    escaped += values.indexOf('\\') >= 0 ? 1 : 0;
                }
                byte[] back = message.encode().getBytes(view.charset());
                encoded++;
                same += Arrays.equals(back, bytes) ? 1 : 0;
            } catch (HL7Exception | RuntimeException e) {
                refusals.merge(kind(e), 1, Integer::sum);
            }
        }
        line("HAPI: parsed %d, encoded again %d, byte for byte %d", parsed.size(), encoded, same);
        if (compare) {
            line("MSH-10 and PID-3.1 are the same for both in %d of %d", agreed, parsed.size());
            line("  of the others %d hold an escape, which the view leaves as it is", escaped);
        }
        refusals.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(10)
                .forEach(refusal -> line("  %5d  %s", refusal.getValue(), refusal.getKey()));
        return parsed;
    }

    private static boolean agrees(Hl7Message view, ca.uhn.hl7v2.model.Message message) {
        Terser terser = new Terser(message);
        return view.get("MSH-10.1").orElse("").equals(value(terser, "/MSH-10-1"))
                && view.get(PATIENT).orElse("").equals(value(terser, "/.PID-3-1"));
    }

    private static String value(Terser terser, String path) {
        try {
            String value = terser.get(path);
            return value == null ? "" : value;
        } catch (HL7Exception absent) {
            return "";
        }
    }

    /** What kind of trouble it is: quoted parts and numbers are left out, they may be content. */
    private static String kind(Exception failure) {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String kept = text.replaceAll("[\"'`].*?[\"'`]", "…").replaceAll("\\S*\\d\\S*", "#");
        return failure.getClass().getSimpleName() + ": " + kept.substring(0, Math.min(70, kept.length()));
    }

    private interface Reading {
        int read(byte[] bytes) throws HL7Exception;
    }

    private void cost(List<byte[]> messages) {
        long size = messages.stream().mapToLong(bytes -> bytes.length).sum() / messages.size();
        line(
                "-- CPU time of one thread a message, median of %d warm runs over %d messages, %d bytes on average",
                WARM_RUNS, messages.size(), size);
        Acknowledgement acknowledgement = new Acknowledgement(java.time.Clock.systemUTC());
        measure("view: type, control id, version, PID-3.1", 20, messages, Hl7CorpusFigures::readView);
        measure(
                "view: the same and an acknowledgement",
                20,
                messages,
                bytes -> readView(bytes) + acknowledgement.accept(Hl7Message.of(bytes)).length);
        measure("HAPI: the same four values", 1, messages, this::readHapi);
        measure(
                "HAPI: parse and encode",
                1,
                messages,
                bytes -> hapi.parse(new String(bytes, ISO_8859_1)).encode().length());
    }

    private static int readView(byte[] bytes) {
        Hl7Message view = Hl7Message.of(bytes);
        return view.messageType().orElse("").length()
                + view.controlId().orElse("").length()
                + view.headerText(12).orElse("").length()
                + view.get(PATIENT).orElse("").length();
    }

    private int readHapi(byte[] bytes) throws HL7Exception {
        Terser terser = new Terser(hapi.parse(new String(bytes, ISO_8859_1)));
        return (value(terser, "/MSH-9-1")
                        + value(terser, "/MSH-9-2")
                        + value(terser, "/MSH-10")
                        + value(terser, "/MSH-12")
                        + value(terser, "/.PID-3-1"))
                .length();
    }

    private void measure(String what, int repeats, List<byte[]> messages, Reading reading) {
        long[] nanos = new long[WARM_RUNS + 2];
        long kept = 0;
        for (int run = 0; run < nanos.length; run++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (byte[] bytes : messages) {
                    try {
                        kept += reading.read(bytes);
                    } catch (HL7Exception | RuntimeException unencodable) {
                        kept++;
                    }
                }
            }
            nanos[run] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        }
        assertThat(kept).isPositive();
        long[] warm = Arrays.copyOfRange(nanos, 2, nanos.length);
        Arrays.sort(warm);
        line("  %8.2f µs  %s", warm[WARM_RUNS / 2] / 1000.0 / repeats / messages.size(), what);
    }
}
