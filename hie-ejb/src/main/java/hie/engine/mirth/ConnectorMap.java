package hie.engine.mirth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of connectors of one kind.
 *
 * @param transport in Mirth
 * @param to the host class in HIE
 * @param takes whether HIE can do the connector's work at all; others become stubs
 * @param otherwise why it cannot, if it cannot
 * @param defaults settings that are written out because Mirth does so and HIE would not
 */
record ConnectorMap(
        String transport,
        String to,
        Predicate<Connector> takes,
        String otherwise,
        List<PropertyMap> properties,
        Map<String, String> defaults) {

    Optional<PropertyMap> property(String place) {
        return properties.stream().filter(known -> known.place().equals(place)).findFirst();
    }
}
