package hie.engine.worker;

import java.lang.reflect.Proxy;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.NamingManager;

/** The few names that hosts look up, in a process without a container. */
final class WorkerNames {

    private WorkerNames() {}

    /** Makes these the only names there are. Called once in the life of a process. */
    static void bind(Map<String, Object> names) throws NamingException {
        Context context = (Context) Proxy.newProxyInstance(
                WorkerNames.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("lookup")) {
                        return lookUp(names, String.valueOf(arguments[0]));
                    }
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new NamingException("A worker process has a few names to look up, and nothing else");
                });
        NamingManager.setInitialContextFactoryBuilder(environment -> given -> context);
    }

    private static Object lookUp(Map<String, Object> names, String name) throws NameNotFoundException {
        Object found = names.get(name);
        if (found == null) {
            throw new NameNotFoundException(name + " is not there in a worker process");
        }
        return found;
    }
}
