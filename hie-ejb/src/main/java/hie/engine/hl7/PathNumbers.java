package hie.engine.hl7;

import hie.engine.hl7.schema.Hl7Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What the names behind a segment stand for in one schema: field, component and subcomponent as numbers; 0 for none. */
record PathNumbers(int field, int component, int subcomponent) {

    /** Of a path that ends in a segment or group. */
    static final PathNumbers NONE = new PathNumbers(0, 0, 0);

    /** Empty when the schema has no such field or component. */
    static Optional<PathNumbers> of(Hl7Schema schema, String segment, String field, List<String> components) {
        OptionalInt fieldNumber = number(field, () -> schema.field(segment, field));
        if (fieldNumber.isEmpty()) {
            return Optional.empty();
        }
        int[] found = {fieldNumber.getAsInt(), 0, 0};
        Optional<String> type = schema.fieldType(segment, found[0]);
        for (int i = 0; i < components.size(); i++) {
            String name = components.get(i);
            Optional<String> whole = type;
            OptionalInt number =
                    number(name, () -> whole.map(t -> schema.component(t, name)).orElse(OptionalInt.empty()));
            if (number.isEmpty()) {
                return Optional.empty();
            }
            found[i + 1] = number.getAsInt();
            type = whole.flatMap(t -> schema.componentType(t, number.getAsInt()));
        }
        return Optional.of(new PathNumbers(found[0], found[1], found[2]));
    }

    private static OptionalInt number(String name, Supplier<OptionalInt> named) {
        return Character.isDigit(name.charAt(0)) ? OptionalInt.of(Integer.parseInt(name)) : named.get();
    }
}
