package hie.engine.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * HAPI's typed model of HL7 v2 as part of the install, for extensions that do not bring it. Nothing of it is opened before an extension asks for one
 * of its classes. Safe for use by any thread.
 */
final class HapiLibrary {

    private static final String HAPI = "ca.uhn.hl7v2.";
    private static final String OURS = "hie.hapi.";

    /** That of this server, or of the server that this worker belongs to. */
    static final HapiLibrary OF_SERVER =
            new HapiLibrary(Path.of(System.getProperty("jboss.home.dir", "."), "hie", "hapi"));

    private final Path folder;
    private ClassLoader loader;

    /** @param folder holds the JARs; need not be there */
    HapiLibrary(Path folder) {
        this.folder = folder;
    }

    /** What such an extension sees. */
    ClassLoader seen() {
        return new ApiOnlyLoader() {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                return name.startsWith(HAPI) || name.startsWith(OURS)
                        ? loader().loadClass(name)
                        : super.findClass(name);
            }
        };
    }

    /** Whether an extension brings the library itself. */
    static boolean isIn(URLClassLoader extension) {
        return extension.findResource(HAPI.replace('.', '/') + "HapiContext.class") != null;
    }

    private synchronized ClassLoader loader() {
        if (loader == null) {
            loader = new URLClassLoader("HAPI", jars(), new ApiOnlyLoader());
        }
        return loader;
    }

    private URL[] jars() {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.sorted().toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has an address", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
