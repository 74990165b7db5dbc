package hie.console.project;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Takes files on the pages of imports and comparisons only, and no more than they can use, by the length that the browser announces: nothing of them is read before. */
@WebFilter(urlPatterns = "*.xhtml")
public class UploadFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> PAGES = Set.of("/project/import.xhtml", "/project/compare.xhtml");

    /** The pages' other fields, and what stands between the files. */
    private static final long BESIDES = 1L << 20;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isTaken(request.getContentType(), request.getServletPath(), request.getContentLengthLong())) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect("/error.xhtml?why=large");
        }
    }

    /** @param length as announced; negative when it is not */
    static boolean isTaken(String contentType, String page, long length) {
        boolean hasFiles =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
        return !hasFiles || (PAGES.contains(page) && length >= 0 && length <= ImportView.MOST_BYTES + BESIDES);
    }
}
