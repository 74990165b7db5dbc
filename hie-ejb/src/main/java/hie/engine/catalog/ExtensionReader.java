package hie.engine.catalog;

import hie.api.host.Adapter;
import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Host;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingTarget;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads an extension: the host classes that its {@code META-INF/services/hie.api.host.Host} names, loaded and judged. No class of
 * it is built here, and nothing of it that is wrong gets any further than the list of its faults.
 */
final class ExtensionReader {

    private static final String SERVICES = "META-INF/services/" + Host.class.getName();

    private final String name;
    private final List<HostClass> hostClasses = new ArrayList<>();
    private final List<Extension.Fault> faults = new ArrayList<>();

    private ExtensionReader(String name) {
        this.name = name;
    }

    /**
     * Reads an extension.
     *
     * @param jars files that nobody changes as long as a class of the extension is used
     */
    static Extension read(String name, List<Path> jars) {
        ExtensionReader reader = new ExtensionReader(name);
        try {
            reader.readJars(jars);
        } catch (IOException | RuntimeException e) {
            reader.fault("", "cannot be read: " + e.getMessage());
        }
        return reader.extension();
    }

    /** An extension that could not even be copied. */
    static Extension unreadable(String name, IOException why) {
        return new Extension(name, List.of(), List.of(new Extension.Fault("", "cannot be read: " + why.getMessage())));
    }

    private Extension extension() {
        return new Extension(name, hostClasses, faults);
    }

    /** The loader stays open: it ends with the last host of its classes, and its copies of the JARs with it. */
    @SuppressWarnings("resource")
    private void readJars(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        URLClassLoader loader = new URLClassLoader("extension " + name, urls, new ApiOnlyLoader());
        URL services = loader.findResource(SERVICES);
        if (services == null) {
            fault("", "has no readable file " + SERVICES + ", which names its host classes, one a line");
            return;
        }
        String text;
        try (var in = services.openStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : text.lines().toList()) {
            String className = line.replaceFirst("#.*", "").strip();
            if (!className.isEmpty()) {
                readClass(className, loader);
            }
        }
    }

    private void readClass(String className, ClassLoader loader) {
        try {
            Class<?> found = loader.loadClass(className);
            if (!Host.class.isAssignableFrom(found)) {
                fault(className, "is no business service, process or operation");
                return;
            }
            Class<? extends Host> type = found.asSubclass(Host.class);
            Optional<String> fault = fault(type);
            if (fault.isPresent()) {
                fault(className, fault.get());
            } else {
                hostClasses.add(HostClass.of(className, type, settings(type), name));
            }
        } catch (ClassNotFoundException e) {
            fault(className, "is named in " + SERVICES + ", but is not in the JAR");
        } catch (LinkageError e) {
            fault(className, "cannot be loaded: " + e + "; put the libraries it needs beside it");
        } catch (RuntimeException e) {
            fault(className, "cannot be used: " + e);
        }
    }

    private void fault(String className, String message) {
        faults.add(new Extension.Fault(className, message));
    }

    private static Optional<String> fault(Class<? extends Host> type) {
        if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            return Optional.of("is abstract or not public; the engine cannot build it");
        }
        if (Stream.of(type.getConstructors()).noneMatch(constructor -> constructor.getParameterCount() == 0)) {
            return Optional.of("has no public constructor without arguments");
        }
        if (BusinessService.class.isAssignableFrom(type) && HostClass.adapterOf(type) == null) {
            return Optional.of("is a service without @Adapter; nothing would feed it");
        }
        return settings(type).stream()
                .flatMap(setting -> fault(setting, engineSettings(type)).stream())
                .findFirst();
    }

    /** A setting that the engine reads keeps its type, and no default fails its own check. */
    private static Optional<String> fault(SettingDescriptor setting, Map<String, SettingDescriptor> engine) {
        SettingDescriptor known = engine.get(setting.name());
        if (known != null
                && (known.type() != setting.type()
                        || known.defaultValue().isEmpty()
                                != setting.defaultValue().isEmpty())) {
            return Optional.of("declares setting " + setting.name() + " other than the engine reads it (expected: "
                    + known.type() + (known.defaultValue().isEmpty() ? ", no default)" : ", with a default)"));
        }
        return setting.defaultValue().isEmpty()
                ? Optional.empty()
                : setting.fault(setting.defaultValue())
                        .map(fault -> "has a setting " + setting.name() + " whose default " + fault);
    }

    private static List<SettingDescriptor> settings(Class<? extends Host> type) {
        Map<String, SettingDescriptor> all = new LinkedHashMap<>();
        adapterSettings(HostClass.adapterOf(type)).forEach(setting -> all.put(setting.name(), setting));
        SettingDescriptor.of(type).forEach(setting -> all.put(setting.name(), setting));
        return List.copyOf(all.values());
    }

    private static Map<String, SettingDescriptor> engineSettings(Class<? extends Host> type) {
        Map<String, SettingDescriptor> all = new LinkedHashMap<>();
        adapterSettings(HostClass.adapterOf(type)).forEach(setting -> all.put(setting.name(), setting));
        Class<?> base = BusinessService.class.isAssignableFrom(type)
                ? BusinessService.class
                : BusinessProcess.class.isAssignableFrom(type) ? BusinessProcess.class : BusinessOperation.class;
        SettingDescriptor.of(base).forEach(setting -> all.put(setting.name(), setting));
        return all;
    }

    /** What the adapter of a service is told: as the built-in service with this adapter declares it. */
    private static List<SettingDescriptor> adapterSettings(Adapter.Kind adapter) {
        return HostCatalog.builtIn().values().stream()
                .filter(built -> adapter != null && built.kind() == HostKind.SERVICE && built.adapter() == adapter)
                .flatMap(built -> built.settings().stream())
                .filter(setting -> setting.target() == SettingTarget.ADAPTER
                        || setting.name().equals("ContentType"))
                .toList();
    }
}
