package hie.console.access;

import hie.engine.access.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;

/** Who sent this request. */
@Named("caller")
@RequestScoped
public class Caller {

    private static final List<String> ROLES =
            List.of(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR, Role.VIEWER, Role.AUDITOR);

    @Inject
    HttpServletRequest request;

    /** The user's name; empty before signing in. */
    public String getName() {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }

    public boolean isSignedIn() {
        return request.getUserPrincipal() != null;
    }

    /** All roles of the user, the mightiest first. */
    public List<String> getRoles() {
        return ROLES.stream().filter(request::isUserInRole).toList();
    }

    /** Whether the user has one of the roles that a right needs. */
    public boolean has(Right right) {
        return right.roles().stream().anyMatch(request::isUserInRole);
    }

    public boolean isMayConfigure() {
        return has(Right.CONFIGURE);
    }

    public boolean isMayDeploy() {
        return has(Right.DEPLOY);
    }

    public boolean isMayOperate() {
        return has(Right.OPERATE);
    }

    public boolean isMayReadContent() {
        return has(Right.READ_CONTENT);
    }

    /** Signs the user out and forgets the session. */
    public String signOut() throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return "/login?faces-redirect=true";
    }
}
