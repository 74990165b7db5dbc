package hie.engine.expression;

import hie.engine.table.CodeList;
import hie.engine.table.ListColumn;
import java.util.List;
import java.util.Set;

/** Whether a value is in a list of the project. In IRIS such a list is a file, which the name of the list stands for. */
final class ListFunctions {

    private ListFunctions() {}

    /** {@code InFile(value, file)}: whether a row of the list is the value. */
    static Expression rows(String function, List<Expression> given, Names names, boolean negated) {
        return test(function, given, names, ListColumn.ROW, negated);
    }

    /** {@code InFileColumn(value, file, column, rowEnd, columnEnd, width, comment, padding)}. */
    static Expression column(List<Expression> given, Names names) {
        ListColumn usual = ListColumn.FIRST;
        ListColumn column = new ListColumn(
                number(given, 2, usual.column()),
                number(given, 3, usual.rowEnd()),
                number(given, 4, usual.columnEnd()),
                number(given, 5, usual.width()),
                text(given, 6, usual.comment()),
                text(given, 7, usual.padding()));
        return test("InFileColumn", given, names, column, false);
    }

    private static Expression test(
            String function, List<Expression> given, Names names, ListColumn column, boolean negated) {
        Set<String> values = values(FunctionTable.literal(given.get(1), function + ": the file"), names, column);
        return FunctionTable.call(given.subList(0, 1), (scope, g) -> {
            scope.spend(g.get(0).length());
            return Numbers.text(values.contains(g.get(0)) != negated);
        });
    }

    private static Set<String> values(String file, Names names, ListColumn column) {
        String name = CodeList.nameOf(file);
        CodeList list = names.list(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no list '" + name + "' (put the file at lists/" + name + ".txt)"));
        try {
            return list.values(column);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("list '" + name + "': " + e.getMessage(), e);
        }
    }

    private static String text(List<Expression> given, int place, String usual) {
        String text = given.size() > place
                ? FunctionTable.literal(given.get(place), "InFileColumn: what is behind the file")
                : "";
        return text.isEmpty() ? usual : text;
    }

    private static int number(List<Expression> given, int place, int usual) {
        String text = text(given, place, String.valueOf(usual));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("InFileColumn: '" + text
                    + "' is no whole number (characters are given by their codes: 44 is a comma)");
        }
    }
}
