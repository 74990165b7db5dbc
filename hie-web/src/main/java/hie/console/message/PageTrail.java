package hie.console.message;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The way through the pages of a search, from the newest on: a cursor for each page but the first. Not for several threads. */
final class PageTrail implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> cursors = new ArrayList<>();

    /** The cursor of the page that is shown; {@code null} on the first one. */
    String cursor() {
        return cursors.isEmpty() ? null : cursors.get(cursors.size() - 1);
    }

    /** Goes on to the page with this cursor. */
    void older(String next) {
        cursors.add(next);
    }

    /** Goes back to the page before; on the first page does nothing. */
    void newer() {
        if (!cursors.isEmpty()) {
            cursors.remove(cursors.size() - 1);
        }
    }

    /** Goes back to the first page. */
    void newest() {
        cursors.clear();
    }

    /** Which page is shown, from 1. */
    int number() {
        return cursors.size() + 1;
    }

    @Override
    public String toString() {
        return "PageTrail" + List.of(number());
    }
}
