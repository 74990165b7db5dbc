package hie.engine.transform;

import hie.engine.document.Document;
import hie.engine.document.Format;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Tree;
import hie.engine.document.TreeDocument;
import hie.engine.document.TreeDraft;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.format.Formats;
import hie.engine.transform.CompiledTransform.Doing;
import hie.engine.transform.CompiledTransform.Flow;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles one call of another transform: on the same source and target, or on parts of them. */
final class Subtransform {

    private static final int MAX_CALLS = 20;
    private static final Pattern SEGMENT =
            Pattern.compile("(?i:target)\\.\\{((?:[A-Za-z0-9]+(?:\\(\\d+\\))?\\.)*[A-Z][A-Z0-9]{2}(?:\\(\\d+\\))?)}");

    private final Action.Subtransform call;
    private final TransformNames names;
    private final TargetCompiler targets;
    private final TransformCompiler.Library library;
    private final List<String> calling;

    /** @param calling the transforms that call each other so far, outermost first */
    Subtransform(
            Action.Subtransform call,
            TransformNames names,
            TargetCompiler targets,
            TransformCompiler.Library library,
            List<String> calling) {
        this.call = call;
        this.names = names;
        this.targets = targets;
        this.library = library;
        this.calling = calling;
    }

    /**
     * Compiles the call.
     *
     * @throws IllegalArgumentException saying why it cannot be made
     */
    Doing compile() {
        if (library.texts().apply(call.name()).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no transform '" + call.name() + "' (expected: transforms/" + call.name() + ".yaml)");
        }
        if (calling.contains(call.name()) || calling.size() > MAX_CALLS) {
            throw new IllegalArgumentException(
                    "transforms call each other in a circle: " + String.join(" -> ", calling) + " -> " + call.name());
        }
        Matcher segment = SEGMENT.matcher(call.target().strip());
        boolean isSegment = Formats.isHl7(names.to()) && segment.matches();
        CompiledTransform other = other(isSegment ? segment.group(1) : "");
        boolean isWhole =
                isWhole(call.source(), TransformNames.SOURCE) && isWhole(call.target(), TransformNames.TARGET);
        if (isWhole) {
            require(other, names.from(), names.to());
            return run -> {
                other.body().act(run.apart());
                return Flow.GO_ON;
            };
        }
        Expression source =
                ExpressionParser.parse(call.source().isBlank() ? TransformNames.SOURCE : call.source(), names);
        return isSegment ? intoSegment(other, source) : intoObject(other, source);
    }

    private static boolean isWhole(String given, String root) {
        return given.isBlank() || given.strip().equalsIgnoreCase(root);
    }

    private CompiledTransform other(String segment) {
        try {
            return new TransformCompiler(call.name(), library, calling, segment).compile();
        } catch (TransformTextException e) {
            throw new IllegalArgumentException("calls transform '" + call.name() + "', which cannot run", e);
        }
    }

    private void require(CompiledTransform other, Format from, Format to) {
        if (other.from() != from || other.to() != to) {
            throw new IllegalArgumentException("calls transform '" + call.name() + "', which makes "
                    + other.to().name() + " of " + other.from().name() + ", to make " + to.name()
                    + " of " + from.name());
        }
    }

    private Doing intoSegment(CompiledTransform other, Expression source) {
        require(other, Formats.JSON, names.to());
        if (!other.definition().targetClass().equals(Formats.SEGMENT_CLASS)) {
            throw new IllegalArgumentException(
                    "calls transform '" + call.name() + "', which makes a message, for a segment");
        }
        return run -> {
            Node read = source.node(run.scope());
            other.body().act(run.within(new TreeDocument(() -> read), run.target()));
            return Flow.GO_ON;
        };
    }

    private Doing intoObject(CompiledTransform other, Expression source) {
        boolean isVariable = TargetCompiler.variable(call.target()).isPresent();
        require(other, Formats.JSON, isVariable ? Formats.JSON : names.to());
        Target target = targets.target(call.target());
        return run -> {
            Node read = source.node(run.scope());
            Document document = new TreeDocument(() -> read);
            TreeDraft draft = new TreeDraft(begin(other, target, read, run), root -> new byte[0]);
            other.body().act(run.within(document, draft));
            target.set(run, draft.root());
            return Flow.GO_ON;
        };
    }

    private static Node begin(CompiledTransform other, Target target, Node source, Run run) {
        return switch (other.definition().create()) {
            case NEW -> new Tree();
            case COPY -> source.isObject() ? Tree.copyOf(source) : new Tree();
            case EXISTING -> {
                Node there = target.make(run);
                yield there.isObject() && there != Leaf.NOTHING ? there : new Tree();
            }
        };
    }
}
