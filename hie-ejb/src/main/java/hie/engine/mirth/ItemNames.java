package hie.engine.mirth;

import hie.engine.imports.ImportReport;
import hie.engine.item.ItemKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names for items, each once in the project. */
final class ItemNames {

    private static final int MAX_LENGTH = 64;

    private final Set<String> taken = new HashSet<>();

    /** A name that HIE takes, as near to what was wanted as it can be. */
    String of(String wanted, List<ImportReport.Renamed> renamed) {
        String plain = wanted.replaceAll("[^A-Za-z0-9 _.-]", "_").strip();
        if (plain.isEmpty() || !Character.isLetterOrDigit(plain.charAt(0))) {
            plain = "Channel " + plain;
        }
        String fitting = ItemKey.isName(wanted) ? wanted : cut(plain, MAX_LENGTH);
        String name = fitting;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = cut(fitting, MAX_LENGTH - 1 - String.valueOf(number).length()) + " " + number;
        }
        if (!name.equals(wanted)) {
            renamed.add(new ImportReport.Renamed(wanted, name));
        }
        return name;
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length)).strip();
    }
}
