package hie.engine.iris;

import java.util.List;
import java.util.Map;

/**
 * What an import needs of a class: its name, what it extends, its parameters, and its blocks of data. Methods are not read.
 *
 * @param supers the names after {@code Extends}
 * @param parameters values by name, without quotes
 * @param blocks the XML of each {@code XData} by its name, as it stands
 */
record IrisClass(String name, List<String> supers, Map<String, String> parameters, Map<String, String> blocks) {}
