package hie.engine.iris;

import hie.engine.imports.XmlNode;

/**
 * A {@code <Setting>} as it stands.
 *
 * @param target Host, Adapter or Production; a setting on the wrong one is not applied in IRIS
 */
record IrisSetting(String target, String name, String value) {

    static IrisSetting read(XmlNode node) {
        return new IrisSetting(node.attribute("Target"), node.attribute("Name"), node.text());
    }

    boolean isOf(String otherTarget, String otherName) {
        return target.equalsIgnoreCase(otherTarget) && name.equals(otherName);
    }

    /** Where it stood, as the key under which it is kept. */
    String place() {
        return target + "/" + name;
    }
}
