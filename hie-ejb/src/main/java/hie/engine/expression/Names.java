package hie.engine.expression;

import hie.engine.hl7.VirtualPath;
import hie.engine.table.LookupTable;
import java.util.List;
import java.util.Optional;

/** What the names in expressions stand for, where an expression is compiled. */
public interface Names {

    /** The names under which paths find messages, for example {@code HL7} in {@code HL7.{PID:3}}; the first is that of a bare path. */
    List<String> roots();

    /** Why a path cannot lead anywhere; empty when it can. */
    Optional<String> unresolved(String root, VirtualPath path);

    /** Whether a name is that of a variable or a key here. */
    boolean isVariable(String name);

    /** The lookup table of that name. */
    Optional<LookupTable> table(String name);
}
