package hie.engine.bpl;

import java.util.ArrayList;
import java.util.List;

/**
 * The picture of a process: a row for each activity, from top to bottom, what is inside another one indented. It is SVG, and its
 * description says the same in words.
 */
public final class ProcessDrawing {

    private static final int STEP = 28;
    private static final int ROW = 36;
    private static final int HEIGHT = 26;
    private static final int MOST_LETTERS = 90;
    private static final int LETTER = 8;

    private record Row(int depth, String kind, String text) {}

    private final List<Row> rows = new ArrayList<>();

    private ProcessDrawing(ProcessDefinition definition) {
        rows(definition.activities(), 0);
    }

    /**
     * Draws a process.
     *
     * @param name of the process
     */
    public static String svg(String name, ProcessDefinition definition) {
        return new ProcessDrawing(definition).svg(name);
    }

    private void rows(List<? extends Activity> activities, int depth) {
        activities.forEach(activity -> row(activity, depth));
    }

    private void row(Activity activity, int depth) {
        String off = activity.disabled() ? " (disabled)" : "";
        switch (activity) {
            case Activity.Assign assign -> add(depth, "assign", assign.property() + " = " + assign.value() + off);
            case Activity.Call call -> {
                add(
                        depth,
                        call.isAsync() ? "call, without waiting" : "call",
                        call.target() + (call.name().isEmpty() ? "" : ": " + call.name()) + off);
            }
            case Activity.Sync sync -> add(depth, "wait for", String.join(", ", sync.calls()) + off);
            case Activity.Choose choose -> {
                add(depth, "choose", choose.name() + off);
                choose.cases().forEach(way -> {
                    add(depth + 1, way.condition().isEmpty() ? "otherwise" : "when", way.condition());
                    rows(way.activities(), depth + 2);
                });
            }
            case Activity.While loop -> {
                add(depth, "while", loop.condition() + off);
                rows(loop.activities(), depth + 1);
            }
            case Activity.Transform transform ->
                add(
                        depth,
                        "transform",
                        transform.source() + " to " + transform.target() + " by " + transform.transform() + off);
            case Activity.AskRule rule -> add(depth, "ask rules", rule.rules() + off);
            case Activity.Trace trace -> add(depth, "trace", trace.value() + off);
            case Activity.Alert alert -> add(depth, "alert", alert.value() + off);
            case Activity.Delay delay -> add(depth, "delay", delay.duration() + off);
            case Activity.Reply reply -> add(depth, "reply", off);
            case Activity.Sequence sequence -> {
                add(depth, "sequence", sequence.name() + off);
                rows(sequence.activities(), depth + 1);
            }
            case Activity.Comment comment -> add(depth, "comment", comment.text());
        }
    }

    private void add(int depth, String kind, String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        rows.add(new Row(depth, kind, line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS - 1) + "…" : line));
    }

    private static String label(Row row) {
        return row.text.isEmpty() ? row.kind : row.kind + " " + row.text;
    }

    private String svg(String name) {
        int width = rows.stream()
                        .mapToInt(row -> row.depth * STEP + label(row).length() * LETTER)
                        .max()
                        .orElse(0)
                + 2 * STEP;
        StringBuilder svg = new StringBuilder();
        svg.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"process\" role=\"img\" aria-labelledby=\"process-title process-text\"")
                .append(" width=\"")
                .append(width)
                .append("\" height=\"")
                .append((rows.size() + 1) * ROW)
                .append("\">")
                .append("<title id=\"process-title\">")
                .append(escaped(name))
                .append("</title>")
                .append("<desc id=\"process-text\">")
                .append(escaped(words()))
                .append("</desc>");
        for (int i = 0; i < rows.size(); i++) {
            draw(i, svg);
        }
        return svg.append("</svg>").toString();
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        rows.forEach(row -> words.append("level ")
                .append(row.depth + 1)
                .append(": ")
                .append(label(row))
                .append(". "));
        return words.toString();
    }

    private void draw(int number, StringBuilder svg) {
        Row row = rows.get(number);
        int x = STEP / 2 + row.depth * STEP;
        int y = ROW / 2 + number * ROW;
        int above = above(number);
        if (above >= 0) {
            Row from = rows.get(above);
            int line = STEP / 2 + from.depth * STEP + STEP / 4;
            int top = ROW / 2 + above * ROW + HEIGHT;
            svg.append("<path class=\"line\" fill=\"none\" stroke=\"currentColor\" d=\"M")
                    .append(line)
                    .append(' ')
                    .append(top);
            if (from.depth < row.depth) {
                svg.append('V').append(y + HEIGHT / 2).append('H').append(x);
            } else {
                svg.append('V').append(y);
            }
            svg.append("\"/>");
        }
        svg.append("<rect class=\"activity\" fill=\"none\" stroke=\"currentColor\" rx=\"4\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(label(row).length() * LETTER + STEP / 2)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\"/><text fill=\"currentColor\" x=\"")
                .append(x + STEP / 4)
                .append("\" y=\"")
                .append(y + HEIGHT - 8)
                .append("\"><tspan class=\"kind\" font-weight=\"bold\">")
                .append(escaped(row.kind))
                .append("</tspan> ")
                .append(escaped(row.text))
                .append("</text>");
    }

    /** The activity before it on its level, or the one that it is in. */
    private int above(int number) {
        for (int i = number - 1; i >= 0; i--) {
            if (rows.get(i).depth <= rows.get(number).depth) {
                return i;
            }
        }
        return -1;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
