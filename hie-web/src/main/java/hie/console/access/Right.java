package hie.console.access;

import static hie.engine.access.Role.ADMINISTRATOR;
import static hie.engine.access.Role.AUDITOR;
import static hie.engine.access.Role.DEVELOPER;
import static hie.engine.access.Role.OPERATOR;

import java.util.Set;

/** What only some may do. Looking at states and lists needs no right of its own, only a role. */
public enum Right {
    /** Write another revision. */
    CONFIGURE(ADMINISTRATOR, DEVELOPER),
    /** Make another revision true. */
    DEPLOY(ADMINISTRATOR, DEVELOPER),
    /** Start, stop, pause. */
    OPERATE(ADMINISTRATOR, DEVELOPER, OPERATOR),
    /** Read bodies, replies and identifiers of patients. */
    READ_CONTENT(ADMINISTRATOR, DEVELOPER, AUDITOR);

    private final Set<String> roles;

    Right(String... roles) {
        this.roles = Set.of(roles);
    }

    /** The roles that have it. */
    public Set<String> roles() {
        return roles;
    }
}
