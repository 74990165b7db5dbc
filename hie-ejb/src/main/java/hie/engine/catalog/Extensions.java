package hie.engine.catalog;

import hie.api.host.Interceptor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The users' own host classes: each {@code NAME.jar}, and each folder of JARs, in the folder {@code extensions} of the data
 * directory, loaded by a class loader of its own from a copy, so that files may be replaced while they are used. Safe for use by
 * any thread.
 */
@ApplicationScoped
public class Extensions {

    private final Path folder;
    private final Map<String, String> loaded = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, Extension> extensions = new TreeMap<>();
    private volatile Map<String, HostClass> byName = Map.of();
    private volatile Map<String, Class<? extends Interceptor>> interceptors = Map.of();
    private volatile List<Extension> all = List.of();

    /** Those of the engine's data directory. */
    public Extensions() {
        this(Path.of(System.getProperty("hie.data.dir", "data")).resolve("extensions"));
    }

    private Extensions(Path folder) {
        this.folder = folder;
    }

    /** Those of a folder, which need not exist, as they are now. */
    static Extensions in(Path folder) {
        Extensions extensions = new Extensions(folder);
        extensions.begin();
        return extensions;
    }

    /** Those of the engine's data directory, as they are now. */
    static Extensions current() {
        Extensions extensions = new Extensions();
        extensions.begin();
        return extensions;
    }

    static Extensions none() {
        return new Extensions(Path.of("no", "extensions"));
    }

    @PostConstruct
    void begin() {
        update(true);
    }

    Optional<HostClass> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<HostClass> hostClasses() {
        return byName.values();
    }

    /** The interceptors that items may name, by their full class names. */
    Map<String, Class<? extends Interceptor>> interceptors() {
        return interceptors;
    }

    /** The message classes that services may be told of, by their full class names. */
    Set<String> bodyTypes() {
        return all.stream()
                .flatMap(extension -> extension.bodyTypes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every extension, by name. */
    public List<Extension> all() {
        return all;
    }

    /** What is wrong with a class, or with the extension that has it. */
    Optional<String> faultOf(String className) {
        return all.stream()
                .flatMap(extension -> extension.faults().stream()
                        .filter(fault -> fault.className().equals(className))
                        .map(fault -> "extension " + extension.name() + ": it " + fault.message()))
                .findFirst();
    }

    /**
     * Looks for extensions that came, changed or went. A file is taken when it has not changed from one look to the next, so
     * that none is read half-written.
     *
     * @return whether any did
     */
    public boolean refresh() {
        return update(false);
    }

    private synchronized boolean update(boolean atOnce) {
        Map<String, List<Path>> found = jars();
        boolean changed = extensions.keySet().retainAll(found.keySet());
        loaded.keySet().retainAll(found.keySet());
        for (Map.Entry<String, List<Path>> entry : found.entrySet()) {
            String name = entry.getKey();
            String state = state(entry.getValue());
            boolean stable = state.equals(seen.put(name, state));
            if (!state.equals(loaded.get(name)) && (atOnce || stable)) {
                loaded.put(name, state);
                extensions.put(name, load(name, entry.getValue()));
                changed = true;
            }
        }
        if (changed) {
            publish();
        }
        return changed;
    }

    private void publish() {
        Map<String, HostClass> classes = new TreeMap<>();
        Map<String, Class<? extends Interceptor>> others = new TreeMap<>();
        List<Extension> now = new ArrayList<>();
        for (Extension extension : extensions.values()) {
            List<Extension.Fault> faults = new ArrayList<>(extension.faults());
            List<HostClass> usable = new ArrayList<>();
            for (HostClass hostClass : extension.hostClasses()) {
                HostClass other = classes.putIfAbsent(hostClass.name(), hostClass);
                if (other == null) {
                    usable.add(hostClass);
                } else {
                    faults.add(new Extension.Fault(
                            hostClass.name(), "is in extension " + other.extension() + " already; remove one of them"));
                }
            }
            Map<String, Class<? extends Interceptor>> usableOthers = new TreeMap<>();
            extension.interceptors().forEach((name, type) -> {
                if (others.putIfAbsent(name, type) == null) {
                    usableOthers.put(name, type);
                } else {
                    faults.add(new Extension.Fault(name, "is in another extension already; remove one of them"));
                }
            });
            now.add(new Extension(extension.name(), usable, usableOthers, extension.bodyTypes(), faults));
        }
        now.forEach(extension -> extension
                .faults()
                .forEach(fault -> CatalogLog.LOG.faulty(extension.name(), fault.className(), fault.message())));
        byName = Collections.unmodifiableMap(classes);
        interceptors = Collections.unmodifiableMap(others);
        all = List.copyOf(now);
    }

    private static Extension load(String name, List<Path> jars) {
        try {
            Path copies = Files.createTempDirectory("hie-extension-");
            copies.toFile().deleteOnExit();
            List<Path> copied = new ArrayList<>();
            for (Path jar : jars) {
                Path copy = copies.resolve(jar.getFileName());
                Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
                copy.toFile().deleteOnExit();
                copied.add(copy);
            }
            Extension extension = ExtensionReader.read(name, copied);
            CatalogLog.LOG.loaded(name, extension.hostClasses().size());
            return extension;
        } catch (IOException e) {
            return ExtensionReader.unreadable(name, e);
        }
    }

    /** The JARs of each extension, by its name. */
    private Map<String, List<Path>> jars() {
        Map<String, List<Path>> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        if (!Files.isReadable(folder)) {
            found.put(folder.getFileName().toString(), List.of(folder));
            return found;
        }
        for (Path entry : list(folder)) {
            String name = entry.getFileName().toString();
            boolean isFolder = Files.isDirectory(entry) && Files.isReadable(entry);
            List<Path> usable = (isFolder ? list(entry) : List.of(entry))
                    .stream().filter(jar -> jar.toString().endsWith(".jar")).toList();
            if (!usable.isEmpty()) {
                found.put(name, usable);
            }
        }
        return found;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be read", e);
        }
    }

    /** Sizes and times of files; a file that is just going away has none. */
    private static String state(List<Path> jars) {
        StringBuilder state = new StringBuilder();
        for (Path jar : jars) {
            try {
                state.append(jar)
                        .append(' ')
                        .append(Files.size(jar))
                        .append(' ')
                        .append(Files.getLastModifiedTime(jar));
            } catch (IOException gone) {
                state.append(jar).append(" is gone");
            }
            state.append('\n');
        }
        return state.toString();
    }
}
