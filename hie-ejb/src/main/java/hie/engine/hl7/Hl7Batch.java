package hie.engine.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several HL7 messages in one: a file (FHS, FTS) of batches (BHS, BTS) of messages, with any of the envelopes left out (HL7 v2.5.1 section
 * 2.10.3). The messages' bytes are those of the whole, from their MSH to what follows them.
 *
 * @param messages in their order
 * @param envelope the segments FHS, BHS, BTS and FTS alone; empty when there is none
 * @param faults what is wrong with the envelopes: a count that is not that of the messages, an end that is missing
 */
public record Hl7Batch(List<byte[]> messages, byte[] envelope, List<Hl7Finding> faults) {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    public Hl7Batch {
        messages = List.copyOf(messages);
        faults = List.copyOf(faults);
    }

    /** Takes apart what begins with a header. */
    public static Hl7Batch split(byte[] bytes) {
        return new Splitter(bytes).split();
    }

    /** Whether there is more to take apart than one message without an envelope. */
    public boolean isMany() {
        return messages.size() > 1 || envelope.length > 0;
    }

    /** Whether the bytes begin with a UTF-8 byte order mark, which the parts behind it do not have. */
    public static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Hl7Batch[" + messages.size() + " messages, " + faults.size() + " faults]";
    }

    /** Walks through the segments once. */
    private static final class Splitter {

        private final byte[] bytes;
        private final List<byte[]> messages = new ArrayList<>();
        private final ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        private final List<Hl7Finding> faults = new ArrayList<>();
        private int message = -1;
        private int headers;
        private int trailers;
        private int inBatch;
        private boolean isBatchOpen;
        private boolean isFileOpen;
        private boolean isEnded;

        Splitter(byte[] bytes) {
            this.bytes = bytes;
        }

        Hl7Batch split() {
            int start = hasByteOrderMark(bytes) ? 3 : 0;
            while (start < bytes.length) {
                int end = start;
                while (end < bytes.length && !isLineEnd(bytes[end])) {
                    end++;
                }
                int next = end;
                while (next < bytes.length && isLineEnd(bytes[next])) {
                    next++;
                }
                segment(start, end, next);
                start = next;
            }
            endMessage(bytes.length);
            if (isBatchOpen) {
                faults.add(missing("BHS", headers, "BTS"));
            }
            if (isFileOpen) {
                faults.add(missing("FHS", 1, "FTS"));
            }
            return new Hl7Batch(messages, envelope.toByteArray(), faults);
        }

        private void segment(int start, int end, int next) {
            switch (name(start, end)) {
                case "MSH" -> beginMessage(start);
                case "FHS" -> beginFile(start, next);
                case "BHS" -> beginBatch(start, next);
                case "BTS" -> endBatch(start, end, next);
                case "FTS" -> endFile(start, end, next);
                default -> {
                    if (message < 0 && !isBlank(start, end)) {
                        faults.add(Hl7Finding.ofMessage(
                                Hl7Finding.Code.SEGMENT_SEQUENCE,
                                "there is a segment outside of any message, before message " + (messages.size() + 1)));
                    }
                }
            }
        }

        private void beginMessage(int start) {
            endMessage(start);
            requireOpenFile("MSH", 1);
            message = start;
            inBatch++;
        }

        private void beginFile(int start, int next) {
            endMessage(start);
            if (isFileOpen || headers > 0 || !messages.isEmpty()) {
                faults.add(misplaced("FHS", 1));
            }
            isFileOpen = true;
            keep(start, next);
        }

        private void beginBatch(int start, int next) {
            endMessage(start);
            headers++;
            requireOpenFile("BHS", headers);
            if (isBatchOpen) {
                faults.add(missing("BHS", headers - 1, "BTS"));
            }
            isBatchOpen = true;
            inBatch = 0;
            keep(start, next);
        }

        private void endBatch(int start, int end, int next) {
            endMessage(start);
            trailers++;
            if (!isBatchOpen) {
                faults.add(misplaced("BTS", trailers));
            }
            count("BTS", trailers, start, end, inBatch, "messages");
            isBatchOpen = false;
            inBatch = 0;
            keep(start, next);
        }

        private void endFile(int start, int end, int next) {
            endMessage(start);
            if (!isFileOpen) {
                faults.add(misplaced("FTS", 1));
            }
            count("FTS", 1, start, end, headers, "batches");
            isFileOpen = false;
            isEnded = true;
            keep(start, next);
        }

        private void requireOpenFile(String segment, int occurrence) {
            if (isEnded) {
                faults.add(misplaced(segment, occurrence));
            }
        }

        private void endMessage(int end) {
            if (message >= 0) {
                messages.add(Arrays.copyOfRange(bytes, message, end));
                message = -1;
            }
        }

        private void keep(int start, int next) {
            envelope.write(bytes, start, next - start);
            if (!isLineEnd(bytes[next - 1])) {
                envelope.write('\r');
            }
        }

        /** A count that is not given is not checked. */
        private void count(String segment, int occurrence, int start, int end, int found, String what) {
            if (end - start < 5) {
                return;
            }
            String text = new String(bytes, start + 4, end - start - 4, StandardCharsets.ISO_8859_1);
            int separator = text.indexOf((char) (bytes[start + 3] & 0xFF));
            String count = (separator < 0 ? text : text.substring(0, separator)).strip();
            if (!count.isEmpty() && !count.equals(String.valueOf(found)) && !isSame(count, found)) {
                faults.add(new Hl7Finding(
                        segment,
                        occurrence,
                        1,
                        0,
                        0,
                        Hl7Finding.Code.SEGMENT_SEQUENCE,
                        "does not say how many " + what + " there are (found: " + found + "); nothing of it is taken"));
            }
        }

        private static boolean isSame(String count, int found) {
            return count.matches("\\d{1,9}") && Integer.parseInt(count) == found;
        }

        private static Hl7Finding missing(String header, int occurrence, String trailer) {
            return Hl7Finding.ofSegment(
                    header,
                    occurrence,
                    Hl7Finding.Code.SEGMENT_SEQUENCE,
                    "has no " + trailer + ": the end is missing; nothing of it is taken");
        }

        private static Hl7Finding misplaced(String segment, int occurrence) {
            return Hl7Finding.ofSegment(
                    segment, occurrence, Hl7Finding.Code.SEGMENT_SEQUENCE, "has no place here in a batch");
        }

        private String name(int start, int end) {
            boolean isNamed = end - start >= 3
                    && (end - start == 3 || !Character.isLetterOrDigit((char) (bytes[start + 3] & 0xFF)));
            return isNamed ? new String(bytes, start, 3, StandardCharsets.ISO_8859_1) : "";
        }

        private boolean isBlank(int start, int end) {
            for (int at = start; at < end; at++) {
                if (bytes[at] != ' ' && bytes[at] != '\t') {
                    return false;
                }
            }
            return true;
        }

        private static boolean isLineEnd(byte b) {
            return b == '\r' || b == '\n';
        }
    }
}
