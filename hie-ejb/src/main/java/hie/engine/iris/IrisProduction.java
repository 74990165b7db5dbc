package hie.engine.iris;

import hie.engine.imports.XmlNode;
import java.util.List;

/**
 * A production as it stands.
 *
 * @param file the file it comes from
 * @param xml its definition, word for word; empty when it stood in an export without a class
 */
record IrisProduction(
        String name, String file, String description, List<IrisSetting> settings, List<IrisItem> items, String xml) {

    /** Reads a {@code <Production>}; without a name it takes that of its class. */
    static IrisProduction read(XmlNode node, String className, String file, String xml) {
        String name = node.attribute("Name").isEmpty() ? node.attribute("name") : node.attribute("Name");
        return new IrisProduction(
                name.isEmpty() ? className : name,
                file,
                node.textOf("Description").strip(),
                node.all("Setting").stream().map(IrisSetting::read).toList(),
                node.all("Item").stream().map(IrisItem::read).toList(),
                xml);
    }
}
