package hie.engine.bpl;

import java.util.ArrayList;
import java.util.List;

/**
 * The picture of a process: a row for each activity, from top to bottom, what is inside another one indented.
 *
 * @param words the same in words, for those who do not see it
 * @param width of all, in pixels, as everything here
 */
public record ProcessDrawing(String words, int width, int height, List<Shape> shapes) {

    private static final int STEP = 28;
    private static final int ROW = 36;
    private static final int HEIGHT = 26;
    private static final int MOST_LETTERS = 90;
    private static final int LETTER = 8;

    public ProcessDrawing {
        shapes = List.copyOf(shapes);
    }

    /**
     * An activity: a box with a text in it, and the line that leads to it.
     *
     * @param line a path of SVG; empty for the first one
     */
    public record Shape(String kind, String text, int x, int y, int width, int height, String line) {

        /** Where its text begins. */
        public int textX() {
            return x + STEP / 4;
        }

        /** The line on which its text stands. */
        public int textY() {
            return y + height - STEP / 4;
        }
    }

    /** Draws a process. */
    public static ProcessDrawing of(ProcessDefinition definition) {
        Rows rows = new Rows();
        rows.rows(definition.activities(), 0);
        return rows.drawing();
    }

    private record Row(int depth, String kind, String text) {

        String label() {
            return text.isEmpty() ? kind : kind + " " + text;
        }
    }

    /** The rows in the making. */
    private static final class Rows {

        private final List<Row> rows = new ArrayList<>();

        void rows(List<? extends Activity> activities, int depth) {
            activities.forEach(activity -> row(activity, depth));
        }

        private void row(Activity activity, int depth) {
            String off = activity.disabled() ? " (disabled)" : "";
            switch (activity) {
                case Activity.Assign assign -> add(depth, "assign", assign.property() + " = " + assign.value() + off);
                case Activity.Call call ->
                    add(
                            depth,
                            call.isAsync() ? "call, without waiting" : "call",
                            call.target() + (call.name().isEmpty() ? "" : ": " + call.name()) + off);
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
            rows.add(new Row(
                    depth, kind, line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS - 1) + "…" : line));
        }

        ProcessDrawing drawing() {
            List<Shape> shapes = new ArrayList<>();
            StringBuilder words = new StringBuilder();
            int width = 0;
            for (int i = 0; i < rows.size(); i++) {
                Shape shape = shape(i);
                shapes.add(shape);
                width = Math.max(width, shape.x() + shape.width() + STEP);
                words.append("level ")
                        .append(rows.get(i).depth + 1)
                        .append(": ")
                        .append(rows.get(i).label())
                        .append(". ");
            }
            return new ProcessDrawing(words.toString().strip(), width, (rows.size() + 1) * ROW, shapes);
        }

        private Shape shape(int number) {
            Row row = rows.get(number);
            return new Shape(
                    row.kind,
                    row.text,
                    STEP / 2 + row.depth * STEP,
                    ROW / 2 + number * ROW,
                    row.label().length() * LETTER + STEP / 2,
                    HEIGHT,
                    line(number));
        }

        /** From the activity before it on its level, or from the one that it is in. */
        private String line(int number) {
            Row row = rows.get(number);
            int above = number - 1;
            while (above >= 0 && rows.get(above).depth > row.depth) {
                above--;
            }
            if (above < 0) {
                return "";
            }
            int from = STEP / 2 + rows.get(above).depth * STEP + STEP / 4;
            int top = ROW / 2 + above * ROW + HEIGHT;
            int here = ROW / 2 + number * ROW;
            return "M" + from + " " + top
                    + (rows.get(above).depth < row.depth
                            ? "V" + (here + HEIGHT / 2) + "H" + (STEP / 2 + row.depth * STEP)
                            : "V" + here);
        }
    }
}
