package hie.cli.bench;

import hie.cli.local.EngineProgram;
import hie.cli.local.Program;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it costs to decide where a message goes by five of its fields, beside what it costs to parse the message whole. Each is measured in a
 * process of its own, in turn, by the same loop.
 *
 * @param bytes the size of the message
 * @param routing nanoseconds of processor time a message to route it with HIE, of each round
 * @param parsing nanoseconds of processor time a message to parse it with HAPI, of each round
 */
record RoutingCost(int bytes, List<Double> routing, List<Double> parsing) {

    private static final String ROUTING_WORK = "hie.engine.check.RoutingWork";

    /** The five fields: what is true of the message is said last, so that all are read. */
    static final String RULES = """
            sets:
            - rules:
              - name: Results
                do:
                - when: HL7.{MSH:9.1} = "ADT"
                  do: [{send: Admissions}]
                - when: HL7.{PV1:2} = "E" || HL7.{OBR:24} = "RAD"
                  do: [{send: Radiology}]
                - when: HL7.{PV1:3.1} = "W1" && HL7.{OBR:25} = "F"
                  do: [{send: Ward}]
            """;

    private static final int SIZE = 3000;
    private static final double BAR = 1.0 / 3;

    /**
     * Measures both.
     *
     * @param root directory of the launcher
     * @param jars directory that holds the command line's jar and {@code bench-lib}
     * @param times seconds of warm-up and seconds that are measured
     */
    static RoutingCost measure(Path root, Path jars, int rounds, List<String> times)
            throws IOException, InterruptedException {
        byte[] message = message();
        byte[] input = input(message);
        Path own = jars.resolve("hie-cli.jar");
        EngineProgram engine = new EngineProgram(root, List.of("-XX:+UseSerialGC"), List.of(own));
        List<String> rival = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                own + File.pathSeparator + jars.resolve("bench-lib") + File.separator + "*");
        List<Double> routing = new ArrayList<>();
        List<Double> parsing = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            routing.add(number(engine.run(loop(List.of(), ROUTING_WORK, times), input)));
            parsing.add(number(Program.run(loop(rival, HapiParse.class.getName(), times), input)));
        }
        return new RoutingCost(message.length, routing, parsing);
    }

    private static List<String> loop(List<String> before, String work, List<String> times) {
        List<String> program = new ArrayList<>(before);
        program.addAll(List.of(CostLoop.class.getName(), work));
        program.addAll(times);
        return program;
    }

    private static double number(byte[] answer) {
        return Double.parseDouble(new String(answer, StandardCharsets.US_ASCII).strip());
    }

    private static byte[] input(byte[] message) throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(input)) {
            data.writeUTF(RULES);
            data.write(message);
        }
        return input.toByteArray();
    }

    /** A laboratory's report on a made-up patient. */
    static byte[] message() {
        StringBuilder text = new StringBuilder("""
                MSH|^~\\&|LAB|HOSP|HIE|HUB|20260131120000||ORU^R01^ORU_R01|MSG00001|P|2.5
                PID|1||4711^^^HOSP^MR~0815^^^STATE^SS||Example^Erika^A||19640812|F|||Main Street 1^^Sampletown^^12345^DE
                PV1|1|I|W1^101^1||||12345^Sample^Doctor|||MED
                ORC|RE|O1^HIS|L1^LAB||CM
                OBR|1|O1^HIS|L1^LAB|CBC^Blood count^L|||20260131110000|||||||20260131111500|||||||||20260131115500||LAB|F
                """);
        for (int number = 1; text.length() < SIZE; number++) {
            text.append("OBX|" + number + "|NM|718-" + number + "^Haemoglobin^LN^HB^Hb^L||13." + number
                    + "|g/dL^gram per decilitre^UCUM|12.0-16.0|N|||F|||20260131113000\n");
        }
        return text.toString().replace('\n', '\r').getBytes(StandardCharsets.US_ASCII);
    }

    double routingNanos() {
        return median(routing);
    }

    double parsingNanos() {
        return median(parsing);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    double ratio() {
        return routingNanos() / parsingNanos();
    }

    /** Whether routing costs under a third. */
    boolean isMet() {
        return ratio() < BAR;
    }

    /** For programs. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("message_bytes", bytes);
        figures.put("routing_ns", routingNanos());
        figures.put("parsing_ns", parsingNanos());
        figures.put("ratio", ratio());
        figures.put("met", isMet());
        figures.put("routing_ns_each", routing);
        figures.put("parsing_ns_each", parsing);
        return figures;
    }

    /** For people. */
    String table() {
        return """
                one ORU^R01 of %d bytes             CPU µs: median (each round)
                HIE: routed by rules on five fields   %s
                HAPI: parsed whole, not validated     %s
                ratio                                 %s (bar: under a third, %s)
                """.formatted(
                        bytes,
                        line(routing),
                        line(parsing),
                        String.format(Locale.ROOT, "%.3f", ratio()),
                        isMet() ? "met" : "missed");
    }

    private static String line(List<Double> nanos) {
        List<String> rounds = nanos.stream().map(RoutingCost::micros).toList();
        return micros(median(nanos)) + " (" + String.join(", ", rounds) + ")";
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1000);
    }
}
