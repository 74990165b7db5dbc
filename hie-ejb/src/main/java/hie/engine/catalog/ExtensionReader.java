package hie.engine.catalog;

import hie.api.host.Adapter;
import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Host;
import hie.api.host.Interceptor;
import hie.api.message.BodyType;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads an extension: the host classes that its {@code META-INF/services/hie.api.host.Host} names, the interceptors that
 * {@code META-INF/services/hie.api.host.Interceptor} names, and the message classes of
 * {@code META-INF/services/hie.api.message.BodyType}, loaded and judged. No class of it is built here, and nothing of it that
 * is wrong gets any further than the list of its faults.
 */
final class ExtensionReader {

    private static final String HOSTS = "META-INF/services/" + Host.class.getName();
    private static final String BODY_TYPES = "META-INF/services/" + BodyType.class.getName();
    private static final String INTERCEPTORS = "META-INF/services/" + Interceptor.class.getName();

    private final String name;
    private final HapiLibrary hapi;
    private final List<HostClass> hostClasses = new ArrayList<>();
    private final Map<String, Class<? extends Interceptor>> interceptors = new LinkedHashMap<>();
    private final List<String> bodyTypes = new ArrayList<>();
    private final List<Extension.Fault> faults = new ArrayList<>();

    private ExtensionReader(String name, HapiLibrary hapi) {
        this.name = name;
        this.hapi = hapi;
    }

    /**
     * Reads an extension.
     *
     * @param jars files that nobody changes as long as a class of the extension is used
     */
    static Extension read(String name, List<Path> jars) {
        return read(name, jars, HapiLibrary.OF_SERVER);
    }

    /** The same with another library than the server's. */
    static Extension read(String name, List<Path> jars, HapiLibrary hapi) {
        ExtensionReader reader = new ExtensionReader(name, hapi);
        try {
            reader.readJars(jars);
        } catch (IOException | RuntimeException e) {
            reader.fault("", "cannot be read: " + e.getMessage());
        }
        return reader.extension();
    }

    /** An extension that could not even be copied. */
    static Extension unreadable(String name, IOException why) {
        return new Extension(
                name,
                List.of(),
                Map.of(),
                List.of(),
                List.of(new Extension.Fault("", "cannot be read: " + why.getMessage())));
    }

    private Extension extension() {
        return new Extension(name, hostClasses, interceptors, bodyTypes, faults);
    }

    /** The loader stays open: it ends with the last host of its classes, and its copies of the JARs with it. */
    @SuppressWarnings("resource")
    private void readJars(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        URLClassLoader loader = loader(urls);
        List<String> hosts = named(loader, HOSTS);
        List<String> others = named(loader, INTERCEPTORS);
        List<String> types = named(loader, BODY_TYPES);
        if (hosts.isEmpty() && others.isEmpty() && types.isEmpty()) {
            fault("", "has no readable file " + HOSTS + ", which names its host classes, one a line");
        }
        hosts.forEach(className -> readClass(className, loader, HOSTS, this::readHost));
        others.forEach(className -> readClass(className, loader, INTERCEPTORS, this::readInterceptor));
        types.forEach(className -> readClass(className, loader, BODY_TYPES, this::readBodyType));
    }

    /** One that brings HAPI itself sees its own. */
    private URLClassLoader loader(URL[] urls) throws IOException {
        URLClassLoader alone = new URLClassLoader("extension " + name, urls, new ApiOnlyLoader());
        if (HapiLibrary.isIn(alone)) {
            return alone;
        }
        alone.close();
        return new URLClassLoader("extension " + name, urls, hapi.seen());
    }

    /** The class names in a file of the extension; none when there is no such file. */
    private static List<String> named(URLClassLoader loader, String file) throws IOException {
        URL services = loader.findResource(file);
        if (services == null) {
            return List.of();
        }
        try (var in = services.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(className -> !className.isEmpty())
                    .toList();
        }
    }

    private void readClass(String className, ClassLoader loader, String file, Consumer<Class<?>> read) {
        try {
            read.accept(loader.loadClass(className));
        } catch (ClassNotFoundException e) {
            fault(className, "is named in " + file + ", but is not in the JAR");
        } catch (LinkageError e) {
            fault(className, "cannot be loaded: " + e + "; put the libraries it needs beside it");
        } catch (RuntimeException e) {
            fault(className, "cannot be used: " + e);
        }
    }

    private void readHost(Class<?> found) {
        if (!Host.class.isAssignableFrom(found)) {
            fault(found.getName(), "is no business service, process or operation");
            return;
        }
        Class<? extends Host> type = found.asSubclass(Host.class);
        Optional<String> fault = fault(type);
        if (fault.isPresent()) {
            fault(found.getName(), fault.get());
        } else {
            hostClasses.add(HostClass.of(found.getName(), type, settings(type), name));
        }
    }

    private void readInterceptor(Class<?> found) {
        if (Interceptor.class.isAssignableFrom(found)) {
            unbuildable(found)
                    .or(() -> settingFault(SettingDescriptor.of(found), Map.of()))
                    .ifPresentOrElse(
                            fault -> fault(found.getName(), fault),
                            () -> interceptors.put(found.getName(), found.asSubclass(Interceptor.class)));
        } else {
            fault(found.getName(), "is no interceptor");
        }
    }

    private void readBodyType(Class<?> found) {
        if (BodyType.class.isAssignableFrom(found)) {
            unbuildable(found)
                    .ifPresentOrElse(fault -> fault(found.getName(), fault), () -> bodyTypes.add(found.getName()));
        } else {
            fault(found.getName(), "is no message class");
        }
    }

    private void fault(String className, String message) {
        faults.add(new Extension.Fault(className, message));
    }

    private static Optional<String> fault(Class<? extends Host> type) {
        Optional<String> unbuildable = unbuildable(type);
        if (unbuildable.isPresent()) {
            return unbuildable;
        }
        if (BusinessService.class.isAssignableFrom(type) && HostClass.adapterOf(type) == null) {
            return Optional.of("is a service without @Adapter; nothing would feed it");
        }
        return settingFault(settings(type), engineSettings(type));
    }

    private static Optional<String> settingFault(
            List<SettingDescriptor> settings, Map<String, SettingDescriptor> engine) {
        return settings.stream()
                .flatMap(setting -> fault(setting, engine).stream())
                .findFirst();
    }

    private static Optional<String> unbuildable(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            return Optional.of("is abstract or not public; the engine cannot build it");
        }
        return Stream.of(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0)
                ? Optional.empty()
                : Optional.of("has no public constructor without arguments");
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
