package hie.engine.mirth;

import hie.engine.host.Stub;
import java.util.List;

/**
 * A connector, its item, and its script.
 *
 * @param item what sends or takes in; {@code null} when its script is all there is
 * @param scripted the item with its script; {@code null} when it has none, or it is part of the channel's script
 * @param isInlined whether the latter is so
 */
record ChannelPlace(
        Connector connector, ConnectorItem item, ConnectorItem scripted, ChannelScript script, boolean isInlined) {

    /** Where messages for it go. */
    ConnectorItem entry() {
        return scripted != null ? scripted : item;
    }

    boolean writesToChannel() {
        return connector.transport().equals(ConnectorMaps.CHANNEL_WRITER);
    }

    /** It writes to no channel: what its script does is all that it does. */
    boolean isSink() {
        return writesToChannel()
                && List.of("", "none").contains(connector.property("channelId").orElse(""));
    }

    /** Whether there is somebody who would reply. */
    boolean canBeAsked() {
        return isInlined && (isSink() || item.enabled && !item.className.equals(Stub.class.getSimpleName()));
    }
}
