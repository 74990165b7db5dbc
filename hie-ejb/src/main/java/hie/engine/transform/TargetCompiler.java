package hie.engine.transform;

import hie.engine.document.Place;
import hie.engine.document.TreePath;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Names;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where assignments go, and what loops go through. */
final class TargetCompiler {

    private static final Pattern ROOT =
            Pattern.compile("\\s*([A-Za-z%][A-Za-z0-9]*)\\s*(?:\\.(.*?)\\s*)?", Pattern.DOTALL);
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}(?:\\.(.*))?", Pattern.DOTALL);

    private final Names names;

    TargetCompiler(Names names) {
        this.names = names;
    }

    /** The name of the variable that a property is or is part of; empty when it is in a message. */
    static Optional<String> variable(String property) {
        Matcher root = ROOT.matcher(property);
        return root.matches() && !isMessage(root.group(1)) ? Optional.of(root.group(1)) : Optional.empty();
    }

    private static boolean isMessage(String root) {
        return root.equalsIgnoreCase(TransformNames.SOURCE) || root.equalsIgnoreCase(TransformNames.TARGET);
    }

    /**
     * Where a value goes.
     *
     * @throws IllegalArgumentException when nothing can be put there
     */
    Target target(String property) {
        Matcher root = ROOT.matcher(property);
        if (!root.matches() || root.group(1).equalsIgnoreCase(TransformNames.SOURCE)) {
            throw notAssigned(property);
        }
        String path = root.group(2) == null ? "" : root.group(2);
        if (!isMessage(root.group(1))) {
            TreePath part = path.isEmpty() ? TreePath.WHOLE : TreePath.parse(path);
            return new Target.InVariable(root.group(1), single(part, property), ExpressionParser.keys(part, names));
        }
        Place place;
        try {
            place = place(TransformNames.TARGET, path);
        } catch (IllegalArgumentException e) {
            throw path.startsWith("{")
                    ? e
                    : new IllegalArgumentException(notAssigned(property).getMessage() + ": " + e.getMessage());
        }
        if (!path.startsWith("{") && !place.isSingle()) {
            throw notAssigned(property);
        }
        return new Target.InMessage(single(place, property), ExpressionParser.keys(place, names));
    }

    private static IllegalArgumentException notAssigned(String property) {
        return new IllegalArgumentException(
                "'" + property + "' cannot be assigned (expected: target.{PATH}, target.PATH or a variable's name)");
    }

    private static <P extends Place> P single(P place, String property) {
        if (!place.isSingle()) {
            throw new IllegalArgumentException(
                    "'" + place
                            + "' is no single place: it must end in a segment, field, component or member, and its brackets hold numbers or keys");
        }
        return place;
    }

    private Place place(String root, String path) {
        Matcher braces = BRACES.matcher(path);
        if (!braces.matches()) {
            return names.place(root, path, false);
        }
        if (braces.group(2) != null) {
            throw new IllegalArgumentException("'" + path + "': behind braces nothing more is taken");
        }
        return names.place(root, braces.group(1), true);
    }

    /** What a loop goes through. */
    record Each(String root, Place place, Map<String, hie.engine.expression.Expression> keys) {}

    /**
     * What a loop goes through: of a message or of an object in a variable.
     *
     * @throws IllegalArgumentException when it does not say what is counted
     */
    Each each(String path) {
        Matcher root = ROOT.matcher(path);
        if (!root.matches() || root.group(2) == null) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path (expected: source.{PATH} or target.{PATH}, or source.PATH)");
        }
        boolean isTarget = root.group(1).equalsIgnoreCase(TransformNames.TARGET);
        boolean isVariable = !isMessage(root.group(1));
        String name = isVariable ? root.group(1) : isTarget ? TransformNames.TARGET : TransformNames.SOURCE;
        Place place = isVariable ? TreePath.parse(root.group(2)) : place(name, root.group(2));
        if (!place.isEach()) {
            throw new IllegalArgumentException("'" + place
                    + "' does not say what is counted: exactly its last brackets must be empty, as in ORCgrp()");
        }
        return new Each(name, place, ExpressionParser.keys(place, names));
    }
}
