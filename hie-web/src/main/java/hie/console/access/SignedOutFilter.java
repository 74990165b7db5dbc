package hie.console.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A page whose session has ended still polls and posts. The server keeps such a request, shows the login page and carries it out
 * after signing in, when nobody expects it and its view is gone. Here it is forgotten, and the browser told to load its page anew,
 * which leads to the login page and back.
 */
@WebFilter(urlPatterns = "/login.xhtml", dispatcherTypes = DispatcherType.FORWARD)
public class SignedOutFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST") || isSigningIn(request)) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        String page = pageOf(request.getHeader("Referer"));
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + escape(page)
                            + "\"/></partial-response>");
        } else {
            response.sendRedirect(page);
        }
    }

    private static boolean isSigningIn(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI))
                .endsWith("/j_security_check");
    }

    /** The path and query of a page of this server; the start page when there is no sensible one. */
    static String pageOf(String referer) {
        if (referer == null) {
            return "/";
        }
        try {
            URI page = new URI(referer);
            String path = page.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//") || path.endsWith("/j_security_check")) {
                return "/";
            }
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (URISyntaxException odd) {
            return "/";
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
