package hie.it;

/** Where a test class says in one line what it counted, for whoever reads the build's output. */
public final class Counted {

    private Counted() {}

    /** Prints the line. */
    public static void say(Class<?> test, String format, Object... arguments) {
        System.out.printf("[counted] %s: %s%n", test.getSimpleName(), String.format(format, arguments));
    }
}
