package hie.engine.catalog;

import hie.api.host.Host;

/**
 * What an extension sees of the engine: {@code hie.api} and the Java platform. Nothing else is shared, so an extension brings
 * its own libraries, in whatever version.
 */
class ApiOnlyLoader extends ClassLoader {

    ApiOnlyLoader() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("hie.api.")) {
            return Host.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
