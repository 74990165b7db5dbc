package hie.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which signal file says that a file is complete: pairs such as {@code *.hl7:*.sem}. The first pair whose left side
 * matches counts; the {@code *} on the right stands for the file's name without its last extension. A file that no pair
 * matches needs no signal. Signal files are never taken as data. Immutable.
 */
public record Semaphores(List<Pair> pairs) {

    /** No file needs a signal. */
    public static final Semaphores NONE = new Semaphores(List.of());

    /** Files, and the pattern of their signals with the {@code *} that stands for the file. */
    public record Pair(NameFilter data, String signal, NameFilter signals) {}

    /**
     * @param specification pairs separated by commas or semicolons; empty for none; a pair without its left side is
     *     meant for all files
     * @throws IllegalArgumentException telling what is wrong, to be put after the name of the setting
     */
    public static Semaphores parse(String specification) {
        List<Pair> pairs = new ArrayList<>();
        for (String pair : specification.split("[,;]", -1)) {
            if (!pair.isBlank()) {
                pairs.add(pair(pair.strip()));
            }
        }
        return new Semaphores(List.copyOf(pairs));
    }

    /** Where the signal for this file must lie, if it needs one. */
    public Optional<Path> signalFor(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return pairs.stream()
                .filter(pair -> pair.data().test(name))
                .findFirst()
                .map(pair -> file.resolveSibling(pair.signal().replace("*", stem)));
    }

    /** Whether a file is no data but a signal. */
    public boolean isSignal(String fileName) {
        return pairs.stream().anyMatch(pair -> pair.signals().test(fileName));
    }

    private static Pair pair(String text) {
        int colon = text.indexOf(':');
        String data = colon < 0 ? "*" : text.substring(0, colon).strip();
        String signal = text.substring(colon + 1).strip();
        if (data.isEmpty() || signal.indexOf('*') < 0 || signal.indexOf('*') != signal.lastIndexOf('*')) {
            throw new IllegalArgumentException(
                    "must be pairs like *.hl7:*.sem with one * on the right, not \"" + text + "\"");
        }
        if (signal.equals("*")) {
            throw new IllegalArgumentException("must not take every file for a signal; write for instance *.sem");
        }
        return new Pair(NameFilter.parse(data), signal, NameFilter.parse(signal));
    }
}
