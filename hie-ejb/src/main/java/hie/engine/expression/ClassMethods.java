package hie.engine.expression;

import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import hie.engine.document.Tree;
import java.util.List;

/** The few methods of classes in IRIS whose meaning needs none of their code. */
final class ClassMethods {

    /** An object that holds itself would be looked through for ever. */
    private static final int MAX_DEPTH = 200;

    private static final FunctionTable ALL = new FunctionTable();

    static {
        ALL.add("HS.FHIR.DTL.Util.Element.Object.Defined", 2, 2, (given, names) -> defined(given));
        ALL.add(
                "%Dictionary.ClassDefinition.%ExistsId",
                1,
                1,
                (given, names) -> Constant.number(Numbers.text(
                        names.hasTransform(FunctionTable.literal(given.getFirst(), "%ExistsId: the class")))));
    }

    private ClassMethods() {}

    /**
     * A method.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static FunctionTable.Function find(String className, String method) {
        if (method.equals("%New")) {
            return new FunctionTable.Function(0, 0, (given, names) -> (ObjectValue) scope -> {
                scope.spend(0);
                return new Tree();
            });
        }
        return ALL.find(className + "." + method)
                .orElseThrow(() -> new IllegalArgumentException(
                        "method " + method + " of class " + className + " is not run here: its code is not known"));
    }

    /** Whether the property of an object has a value, or, being an object, any property with one. */
    private static Expression defined(List<Expression> given) {
        Step property = Step.member(FunctionTable.literal(given.get(1), "Defined: the property"));
        return ObjectScript.test(given.getFirst(), (scope, object) -> isDefined(scope, object.at(property), 0));
    }

    private static boolean isDefined(Scope scope, Node node, int depth) {
        scope.spend(0);
        if (node == null || node == Leaf.NOTHING || depth > MAX_DEPTH) {
            return false;
        }
        if (!node.isObject()) {
            return !node.text().isEmpty();
        }
        return node.keys().stream().anyMatch(key -> isDefined(scope, node.at(new Step(key, node.isList())), depth + 1));
    }
}
