package hie.engine.iris;

import hie.engine.imports.ImportReport;
import hie.engine.item.ItemKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that items get in HIE, each once in the project. IRIS lets two items share a name when one of them is disabled; a name
 * then means the enabled one.
 */
final class ItemNames {

    private static final int MAX_LENGTH = 64;

    private final Map<IrisItem, String> byItem = new IdentityHashMap<>();
    private final Map<String, IrisItem> byIrisName = new LinkedHashMap<>();
    private final List<ImportReport.Renamed> renamed = new ArrayList<>();

    /**
     * Names the items of a production.
     *
     * @param taken names of the project that are given already, in lower case; gets those given here
     */
    ItemNames(List<IrisItem> items, Set<String> taken) {
        for (IrisItem item : items) {
            String name = unique(fitting(item.name()), taken);
            byItem.put(item, name);
            if (!name.equals(item.name())) {
                renamed.add(new ImportReport.Renamed(item.name(), name));
            }
            IrisItem known = byIrisName.get(item.name());
            if (known == null || !known.enabled() && item.enabled()) {
                byIrisName.put(item.name(), item);
            }
        }
    }

    /** A name that HIE takes. */
    private static String fitting(String name) {
        if (ItemKey.isName(name)) {
            return name;
        }
        String plain = name.replaceAll("[^A-Za-z0-9 _.-]", "_").strip();
        if (plain.isEmpty() || !Character.isLetterOrDigit(plain.charAt(0))) {
            plain = "Item " + plain;
        }
        return plain.substring(0, Math.min(plain.length(), MAX_LENGTH)).strip();
    }

    private static String unique(String name, Set<String> taken) {
        String wanted = name;
        for (int number = 2; !taken.add(wanted.toLowerCase(Locale.ROOT)); number++) {
            String suffix = " " + number;
            wanted = name.substring(0, Math.min(name.length(), MAX_LENGTH - suffix.length())) + suffix;
        }
        return wanted;
    }

    String of(IrisItem item) {
        return byItem.get(item);
    }

    /** The item that a name of IRIS means. */
    Optional<IrisItem> item(String irisName) {
        return Optional.ofNullable(byIrisName.get(irisName));
    }

    /** The name in HIE of the item that messages sent to a name of IRIS go to; none go to services. */
    Optional<String> target(String irisName) {
        return item(irisName)
                .filter(item -> !HostMaps.isService(item.className()))
                .map(byItem::get);
    }

    List<ImportReport.Renamed> renamed() {
        return renamed;
    }

    /** No names at all. */
    static ItemNames none() {
        return new ItemNames(List.of(), new HashSet<>());
    }
}
