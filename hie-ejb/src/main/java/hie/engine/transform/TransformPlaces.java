package hie.engine.transform;

import hie.engine.document.Format;
import hie.engine.document.Place;
import hie.engine.format.Formats;

/** The formats of a transform, and what its paths mean in them. */
final class TransformPlaces {

    private final TransformDefinition definition;
    private final Format from;
    private final Format to;
    private final String segment;

    /**
     * @param segment what paths in the target begin with; empty for a whole message, or for what the definition says
     * @throws IllegalArgumentException saying why there can be no such transform
     */
    TransformPlaces(TransformDefinition definition, String segment, Formats formats) {
        this.definition = definition;
        this.from = format(formats, definition.sourceFormat(), definition.sourceClass());
        this.to = format(formats, definition.targetFormat(), definition.targetClass());
        this.segment =
                segment.isEmpty() && definition.targetClass().equals(Formats.SEGMENT_CLASS) ? ownSegment() : segment;
        if (definition.create() == TransformDefinition.Create.COPY && from != to) {
            throw new IllegalArgumentException(
                    "create: copy makes " + from.name() + " of " + from.name() + ", and the target is " + to.name());
        }
        if (definition.sourceClass().equals(Formats.SEGMENT_CLASS)) {
            throw new IllegalArgumentException("a segment is no source here; give the whole message");
        }
    }

    private static Format format(Formats formats, String named, String className) {
        if (named.isEmpty()) {
            return formats.ofClass(className);
        }
        return formats.named(named)
                .orElseThrow(() -> new IllegalArgumentException(
                        "format '" + named + "' is not known (expected: " + Formats.names() + ")"));
    }

    private String ownSegment() {
        String name =
                definition.targetDocType().substring(definition.targetDocType().indexOf(':') + 1);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("targetDocType must say which segment is made, as in 2.5:PV1");
        }
        return name;
    }

    Format from() {
        return from;
    }

    Format to() {
        return to;
    }

    Place place(String root, String path, boolean inBraces) {
        if (root.equals(TransformNames.SOURCE)) {
            return from.place(path, inBraces, definition.sourceDocType());
        }
        if (!segment.isEmpty()) {
            return to.place(segment + ":" + path, true, "");
        }
        boolean isLikeSource = definition.targetDocType().isEmpty() && from == to;
        return to.place(path, inBraces, isLikeSource ? definition.sourceDocType() : definition.targetDocType());
    }
}
