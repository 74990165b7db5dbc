package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLLib;
import org.mozilla.javascript.xml.XMLObject;

/** Makes the objects that every script has: those of the language without what reaches outside or cannot be bounded, guarded and sealed. */
final class StandardObjects {

    private static final List<String> TAKEN_AWAY = List.of(
            "BigInt",
            "BigInt64Array",
            "BigUint64Array",
            "Proxy",
            "Reflect",
            "Promise",
            "Script",
            "With",
            "Call",
            "uneval",
            "ArrayBuffer",
            "DataView",
            "Int8Array",
            "Uint8Array",
            "Uint8ClampedArray",
            "Int16Array",
            "Uint16Array",
            "Int32Array",
            "Uint32Array",
            "Float32Array",
            "Float64Array",
            "WeakRef",
            "FinalizationRegistry");

    private static final Map<String, Sizes.Size> STRINGS = Map.of(
            "repeat", Sizes::repeated,
            "padStart", Sizes::padded,
            "padEnd", Sizes::padded,
            "split", Sizes::pieces,
            "match", Sizes::pieces,
            "matchAll", Sizes::pieces,
            "replace", Sizes::replaced,
            "replaceAll", Sizes::replaced);

    private static final Map<String, Sizes.Size> ARRAYS = Map.of(
            "join", Sizes::joined,
            "toString", Sizes::joined,
            "toLocaleString", Sizes::joined);

    private static final List<String> PUTS =
            List.of("appendChild", "prependChild", "insertChildBefore", "insertChildAfter", "setChildren", "replace");

    private final Run run;
    private final ScriptableObject global;

    private StandardObjects(Run run, ScriptableObject global) {
        this.run = run;
        this.global = global;
    }

    static ScriptableObject make(Run run) {
        ScriptableObject global = run.initSafeStandardObjects(null, false);
        run.inside(global, () -> {
            new StandardObjects(run, global).guard();
            return null;
        });
        return global;
    }

    private void guard() {
        TAKEN_AWAY.forEach(name -> ScriptableObject.deleteProperty(global, name));
        forget("Object", "Array", "String", "Number", "Boolean", "Date", "Function", "RegExp", "Error", "Math");
        all(prototype("String"), STRINGS, Sizes::text);
        all(prototype("Array"), ARRAYS, Sizes::list);
        all(prototype("RegExp"), Map.of(), Sizes::matched);
        one(prototype("Function"), "apply", Sizes::applied);
        one(object("Array"), "from", Sizes::madeOf);
        ScriptableObject.deleteProperty(object("String"), "raw");
        List.of("escape", "unescape", "encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent")
                .forEach(name -> one(global, name, Sizes::text));
        json();
        xml();
        seal(global, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private ScriptableObject object(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(global, name);
    }

    private ScriptableObject prototype(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(object(name), "prototype");
    }

    /** They write out whatever refers to whatever, as often as it does. */
    private void forget(String... constructors) {
        for (String name : constructors) {
            ScriptableObject owner = object(name);
            ScriptableObject.deleteProperty(owner, "toSource");
            if (ScriptableObject.getProperty(owner, "prototype") instanceof ScriptableObject prototype) {
                ScriptableObject.deleteProperty(prototype, "toSource");
            }
        }
    }

    private boolean isValue(ScriptableObject owner, String name) {
        return ask("getOwnPropertyDescriptor", owner, name) instanceof ScriptableObject property
                && property.has("value", property);
    }

    private void all(ScriptableObject owner, Map<String, Sizes.Size> sizes, Sizes.Size otherwise) {
        for (Object id : owner.getAllIds()) {
            if (id instanceof String name && !name.equals("constructor") && isValue(owner, name)) {
                one(owner, name, sizes.getOrDefault(name, otherwise));
            }
        }
    }

    private static void one(ScriptableObject owner, String name, Sizes.Size size) {
        if (owner.has(name, owner) && owner.get(name, owner) instanceof Function target) {
            owner.defineProperty(name, new Guarded(name, target, size), ScriptableObject.DONTENUM);
        }
    }

    /** What is written out is seen node by node: a short script can refer to one text a million times. */
    private void json() {
        ScriptableObject json = object("JSON");
        one(json, "parse", Sizes::parsed);
        Function target = (Function) json.get("stringify", json);
        json.defineProperty(
                "stringify",
                new HostFunction("stringify", (run, scope, args) -> {
                    Object value = args.length > 0 ? args[0] : Undefined.instance;
                    Object[] watched = {value, watching(args), args.length > 2 ? args[2] : Undefined.instance};
                    return target.call(run, scope, json, watched);
                }),
                ScriptableObject.DONTENUM);
        json.defineProperty("toSource", Undefined.instance, ScriptableObject.DONTENUM);
    }

    private Function watching(Object[] args) {
        Object given = args.length > 1 ? args[1] : null;
        if (given instanceof Scriptable && !(given instanceof Callable)) {
            throw new Refused("JSON.stringify takes a function here, or nothing, not a list of names");
        }
        Watching watching = new Watching(given instanceof Callable replacer ? replacer : null);
        watching.setParentScope(global);
        watching.setPrototype(ScriptableObject.getFunctionPrototype(global));
        return watching;
    }

    private void xml() {
        XMLLib library = XMLLib.extractFromScope(global);
        library.setPrettyPrinting(false);
        puts((XMLObject) prototype("XML"));
        List.of("XML", "XMLList").forEach(name -> {
            ScriptableObject constructor = object(name);
            List.of("setSettings", "settings", "defaultSettings")
                    .forEach(setting -> ScriptableObject.deleteProperty(constructor, setting));
            Guarded guarded = new Guarded(name, (Function) constructor, Sizes::parsed);
            guarded.setImmunePrototypeProperty(ScriptableObject.getProperty(constructor, "prototype"));
            global.defineProperty(name, guarded, ScriptableObject.DONTENUM);
            seal(constructor, Collections.newSetFromMap(new IdentityHashMap<>()));
        });
    }

    private void puts(XMLObject prototype) {
        for (String name : PUTS) {
            if (prototype.getFunctionProperty(run, name) instanceof Function target) {
                Guarded guarded = new Guarded(name, target, Sizes::put);
                guarded.sealObject();
                prototype.put(name, prototype, guarded);
            }
        }
    }

    /** Everything that can be got at: what one script changed, the next would see. XML's own functions are sealed when they are made. */
    private void seal(Object reached, Set<Object> sealed) {
        if (!(reached instanceof ScriptableObject owner) || !sealed.add(owner)) {
            return;
        }
        if (!(owner instanceof XMLObject)) {
            seal(owner.getPrototype(), sealed);
            List<Object> names = new ArrayList<>(List.of(owner.getAllIds()));
            names.addAll((List<?>) ask("getOwnPropertySymbols", owner));
            for (Object name : names) {
                if (ask("getOwnPropertyDescriptor", owner, name) instanceof ScriptableObject property) {
                    List.of("value", "get", "set")
                            .forEach(part -> seal(ScriptableObject.getProperty(property, part), sealed));
                }
            }
        }
        owner.sealObject();
    }

    private Object ask(String function, Object... args) {
        return ScriptableObject.callMethod(run, object("Object"), function, args);
    }
}
