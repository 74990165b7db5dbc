package hie.cli.bench;

import hie.cli.CliException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Fills a stopped server's embedded warehouse with messages of the usual size, as if they had gone through in the days before. */
final class StoredMessages {

    private static final int BLOCK = 100_000;
    private static final String CONNECTION =
            "jdbc:h2:file:%s/database/hie;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    /** Identifiers of version 7 from the year 2022, made of the row's number: they grow, and are older than any of today. */
    private static final String ID =
            "cast('0180' || substring(lpad(x, 20, '0'), 1, 4) || '-' || substring(lpad(x, 20, '0'), 5, 4)"
                    + " || '-7000-8000-' || substring(lpad(x, 20, '0'), 9, 12) as uuid)";

    /** That a message was completed by the items Router and Out, as the warehouse keeps it with the message. */
    private static final String COMPLETED_HOPS = HexFormat.of().formatHex(completedHops());

    private static final String TIME =
            "dateadd(millisecond, x - %d, timestamp with time zone '2026-01-01 00:00:00+00')";

    private final Path root;
    private final Path data;

    StoredMessages(Path root, Path data) {
        this.root = root;
        this.data = data;
    }

    void write(long number) throws IOException, InterruptedException {
        Path script = Files.writeString(data.resolve("stored-messages.sql"), script(number));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        driver().toString(),
                        "org.h2.tools.RunScript",
                        "-url",
                        CONNECTION.formatted(data),
                        "-user",
                        "hie",
                        "-password",
                        "hie",
                        "-script",
                        script.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new CliException("The warehouse could not be filled with " + number + " messages.");
        }
        Files.delete(script);
    }

    private Path driver() throws IOException {
        Path modules = root.resolve("wildfly-config/target/hie-server/modules");
        try (Stream<Path> files = Files.walk(modules)) {
            return files.filter(file -> file.getFileName().toString().matches("h2-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new CliException("There is no H2 below " + modules + "."));
        }
    }

    private static byte[] completedHops() {
        ByteBuffer hops = ByteBuffer.allocate(256).put((byte) 1).put((byte) 2);
        for (String item : List.of("Router", "Out")) {
            hops.putInt(item.length()).put(item.getBytes(StandardCharsets.US_ASCII));
            hops.putInt(2).put("In".getBytes(StandardCharsets.US_ASCII));
            long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"));
            hops.putLong(at).putLong(900).putInt(1);
            hops.putInt(0).putInt(-1);
        }
        return Arrays.copyOf(hops.array(), hops.position());
    }

    private static String script(long number) {
        StringBuilder script = new StringBuilder();
        for (long first = 1; first <= number; first += BLOCK) {
            String rows =
                    " from system_range(" + first + ", " + Math.min(number, first + BLOCK - 1) + ") as numbers(x);\n";
            String time = TIME.formatted(number);
            script.append("insert into message select " + ID + ", " + ID + ", null, null, " + time
                    + ", 'default/bench', 'In', true, '', 4, 'application/hl7-v2', 'ADT_A01', '2.5.1', 'C' || x,"
                    + " 'P' || mod(x, 10000), '127.0.0.1', '', 1024, char(10) || 'Router' || char(10) || 'Out' || char(10)"
                    + rows);
            script.append("insert into message_content select " + ID
                    + ", cast(rpad('MSH|', 1024, 'x') as varbinary), null, X'" + COMPLETED_HOPS + "'" + rows);
        }
        return script.toString();
    }
}
