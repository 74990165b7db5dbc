package hie.engine.transform;

import hie.engine.document.Format;
import hie.engine.document.Place;
import hie.engine.expression.Names;
import hie.engine.expression.Syntax;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the expressions of one transform may name: its messages, its variables, the keys of the loops around, and its library. */
final class TransformNames implements Names {

    static final String SOURCE = "source";
    static final String TARGET = "target";

    private final TransformDefinition definition;
    private final TransformCompiler.Library library;
    private final TransformPlaces places;
    private final Set<String> variables = new HashSet<>();
    private final List<String> keys = new ArrayList<>();

    /**
     * @param segment what paths in the target begin with; empty when it is a whole message
     * @throws IllegalArgumentException saying why there can be no such transform
     */
    TransformNames(TransformDefinition definition, String segment, TransformCompiler.Library library) {
        this.definition = definition;
        this.library = library;
        this.places = new TransformPlaces(definition, segment, library.formats());
        collectVariables(definition.actions());
    }

    private void collectVariables(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Set set -> TargetCompiler.variable(set.property()).ifPresent(variables::add);
                case Action.Append append ->
                    TargetCompiler.variable(append.property()).ifPresent(variables::add);
                case Action.Insert insert ->
                    TargetCompiler.variable(insert.property()).ifPresent(variables::add);
                case Action.Subtransform sub ->
                    TargetCompiler.variable(sub.target()).ifPresent(variables::add);
                case Action.When when -> collectVariables(when.actions());
                case Action.Otherwise otherwise -> collectVariables(otherwise.actions());
                case Action.Foreach each -> collectVariables(each.actions());
                case Action.Group group -> collectVariables(group.actions());
                default -> {}
            }
        }
    }

    Format from() {
        return places.from();
    }

    Format to() {
        return places.to();
    }

    /** A loop begins; its key may be named until {@link #leave}. */
    void enter(String key) {
        keys.add(key);
    }

    void leave() {
        keys.removeLast();
    }

    boolean isInLoop() {
        return !keys.isEmpty();
    }

    @Override
    public List<String> roots() {
        return List.of(SOURCE, TARGET);
    }

    @Override
    public Place place(String root, String path, boolean inBraces) {
        return places.place(root, path, inBraces);
    }

    @Override
    public boolean isVariable(String variable) {
        return keys.contains(variable) || variables.contains(variable);
    }

    @Override
    public Optional<LookupTable> table(String table) {
        return library.tables().apply(table);
    }

    @Override
    public Optional<CodeList> list(String list) {
        return library.lists().apply(list);
    }

    @Override
    public Syntax syntax() {
        return definition.language().equals("objectscript") ? Syntax.OBJECTSCRIPT : Syntax.RULES;
    }

    @Override
    public boolean hasTransform(String transform) {
        return library.texts().apply(transform).isPresent();
    }
}
