package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xml.XMLObject;
import org.mozilla.javascript.xmlimpl.XMLLibImpl;
import org.w3c.dom.Node;

/** How much work of the standard objects may make of its arguments, in bytes, before it is done. */
final class Sizes {

    /** A reference, and what a small value behind it takes. */
    static final long REFERENCE = 32;

    /** So many elements may a list have that a standard function goes through. */
    static final long MOST_ELEMENTS = 4_000_000;

    /** So many arguments may be applied. */
    private static final long MOST_ARGUMENTS = 65_000;

    /** What text in XML takes when that is written out, in the size of the text. */
    static final long WRITTEN = 5;

    private static final long TEXT = 16;
    private static final long XML = 100;

    /** A rule for one function. */
    interface Size {
        long of(Run run, Scriptable self, Object[] args);
    }

    private Sizes() {}

    /** Text that is written otherwise: each character becomes a few. */
    static long text(Run run, Scriptable self, Object[] args) {
        long characters = characters(self);
        for (Object argument : args) {
            characters += argument instanceof CharSequence text ? text.length() : 0;
        }
        return TEXT * characters;
    }

    static long repeated(Run run, Scriptable self, Object[] args) {
        return (long) Math.min(Long.MAX_VALUE / 4.0, 2.0 * characters(self) * number(args, 0));
    }

    static long padded(Run run, Scriptable self, Object[] args) {
        return (long) Math.min(Long.MAX_VALUE / 4.0, 2 * number(args, 0) + TEXT * characters(self));
    }

    /** A text for each piece; with a pattern, or nothing, between them, perhaps for each character. */
    static long pieces(Run run, Scriptable self, Object[] args) {
        long length = characters(self);
        if (args.length > 0 && args[0] instanceof CharSequence separator && !separator.isEmpty()) {
            return 2 * REFERENCE * (occurrences(self, separator.toString()) + 1) + 2 * length;
        }
        return 2 * REFERENCE * length + groups(args) * 2 * length;
    }

    /** At most one replacement for each character, and one more; each dollar sign in it may stand for the whole text. */
    static long replaced(Run run, Scriptable self, Object[] args) {
        long length = characters(self);
        if (args.length < 2 || !(args[1] instanceof CharSequence replacement)) {
            return TEXT * length + groups(args) * 2 * length;
        }
        boolean once = args[0] instanceof CharSequence;
        long times = once ? occurrences(self, args[0].toString()) + 1 : length + 1;
        long dollars =
                replacement.toString().chars().filter(sign -> sign == '$').count();
        return 2 * (length + times * (replacement.length() + dollars * length)) + groups(args) * 2 * length;
    }

    static long matched(Run run, Scriptable self, Object[] args) {
        String source = self == null ? "" : String.valueOf(ScriptableObject.getProperty(self, "source"));
        long length = args.length > 0 && args[0] instanceof CharSequence text ? text.length() : 0;
        return 2 * length * (source.chars().filter(sign -> sign == '(').count() + 2);
    }

    private static long groups(Object[] args) {
        if (args.length == 0 || !(args[0] instanceof Scriptable pattern)) {
            return 0;
        }
        Object source = ScriptableObject.getProperty(pattern, "source");
        return source instanceof CharSequence text
                ? text.chars().filter(sign -> sign == '(').count() + 1
                : 0;
    }

    private static long occurrences(Scriptable self, String part) {
        String text = Context.toString(self);
        long count = 0;
        for (int at = text.indexOf(part); at >= 0 && !part.isEmpty(); at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return part.isEmpty() ? text.length() : count;
    }

    /** A list of as many elements. */
    static long list(Run run, Scriptable self, Object[] args) {
        long elements = elements(self);
        for (Object argument : args) {
            elements += elements(argument);
        }
        return REFERENCE * elements;
    }

    /** The texts of all elements, one behind the other. */
    static long joined(Run run, Scriptable self, Object[] args) {
        long elements = elements(self);
        long separator = args.length > 0 && args[0] instanceof CharSequence text ? text.length() : 1;
        long characters = elements * (separator + 24);
        if (self instanceof NativeArray array) {
            for (int i = 0; i < elements; i++) {
                Object element = array.get(i, array);
                characters += element instanceof CharSequence text ? text.length() : WRITTEN * written(element);
                run.admit(2 * characters);
            }
        }
        return 2 * characters;
    }

    /** About as many characters as XML has when it is written out; many lists may hold the same. */
    private static long written(Object value) {
        if (!(value instanceof XMLObject xml)) {
            return 0;
        }
        if (xml.getClassName().equals("XML")) {
            return written(XMLLibImpl.toDomNode(xml));
        }
        long characters = 0;
        for (int i = 0; xml.has(i, xml); i++) {
            characters += written(xml.get(i, xml));
        }
        return characters;
    }

    private static long written(Node node) {
        long characters = node.getNodeValue() == null
                ? 2L * node.getNodeName().length() + 5
                : node.getNodeValue().length();
        for (int i = 0; node.hasAttributes() && i < node.getAttributes().getLength(); i++) {
            characters += written(node.getAttributes().item(i));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            characters += written(child);
        }
        return characters;
    }

    /** Text that becomes part of XML, and is written out with it later on. */
    static long put(Run run, Scriptable self, Object[] args) {
        for (Object argument : args) {
            run.promise(argument instanceof CharSequence text ? WRITTEN * text.length() : 0);
        }
        return 0;
    }

    static long applied(Run run, Scriptable self, Object[] args) {
        return args.length > 1 ? arguments(args[1]) : 0;
    }

    private static long arguments(Object list) {
        long count = elements(list);
        if (count > MOST_ARGUMENTS) {
            throw new LimitExceeded("applies a function to " + count + " arguments (allowed: " + MOST_ARGUMENTS + ")");
        }
        return REFERENCE * count;
    }

    static long madeOf(Run run, Scriptable self, Object[] args) {
        return args.length > 0 ? REFERENCE * elements(args[0]) : 0;
    }

    static long parsed(Run run, Scriptable self, Object[] args) {
        return args.length > 0 && args[0] instanceof CharSequence text ? XML * text.length() : 0;
    }

    /** How many elements a list says it has. */
    static long elements(Object list) {
        if (!(list instanceof Scriptable object) || list instanceof Callable) {
            return list instanceof CharSequence text ? text.length() : 0;
        }
        double length = list instanceof NativeArray array
                ? array.getLength()
                : Context.toNumber(ScriptableObject.getProperty(object, "length"));
        if (length > MOST_ELEMENTS) {
            throw new LimitExceeded("goes through a list of more than " + MOST_ELEMENTS + " elements");
        }
        return length > 0 ? (long) length : 0;
    }

    /** Of anything but a text, what it is as a text has been made before or is made by a script. */
    private static long characters(Scriptable self) {
        boolean isText = self != null && self.getClassName().equals("String");
        return isText ? (long) Context.toNumber(ScriptableObject.getProperty(self, "length")) : 16;
    }

    private static double number(Object[] args, int at) {
        double number = at < args.length ? Context.toNumber(args[at]) : 0;
        return number > 0 ? number : 0;
    }
}
