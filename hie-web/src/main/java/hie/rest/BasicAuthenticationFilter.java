package hie.rest;

import hie.engine.access.Users;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Asks every request to the API but liveness for user name and password (RFC 7617), and has the server's realm judge them.
 * A session cookie of the console does not count: no other site's page can make a browser act here.
 */
@WebFilter("/api/*")
public class BasicAuthenticationFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Basic ";
    private static final String RETRY_SECONDS = "1";

    @Inject
    transient Users users;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().equals(request.getContextPath() + "/api/health/live")) {
            chain.doFilter(request, response);
            return;
        }
        if (!users.isAnybodyKnown()) {
            nobodyYet(response);
            return;
        }
        if (!authenticate(request)) {
            challenge(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            request.logout();
        }
    }

    private static boolean authenticate(HttpServletRequest request) throws ServletException {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String credentials;
        try {
            credentials = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            return false;
        }
        if (request.getUserPrincipal() != null) {
            request.logout();
        }
        try {
            request.login(credentials.substring(0, colon), credentials.substring(colon + 1));
            return true;
        } catch (ServletException refused) {
            return false;
        }
    }

    private static void challenge(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"HIE\", charset=\"UTF-8\"");
        problem(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "Sign in with user name and password");
    }

    private static void nobodyYet(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        problem(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Service Unavailable",
                "starting; there is no user yet");
    }

    private static void problem(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write("{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
