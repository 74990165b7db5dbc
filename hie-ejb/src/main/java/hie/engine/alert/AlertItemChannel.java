package hie.engine.alert;

import hie.engine.item.ItemKey;
import hie.engine.running.RunningItems;
import jakarta.jms.JMSException;
import java.util.Map;

/**
 * Sends a text message to the item named {@value #ITEM} of the same project, if it has one: what the item does with it is its
 * own business, as with any message. Incidents of that item itself are not sent to it.
 */
final class AlertItemChannel implements NoticeChannel {

    /** The name, as in IRIS. */
    static final String ITEM = "Ens.Alert";

    private final RunningItems items;

    AlertItemChannel(RunningItems items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "the items named " + ITEM;
    }

    @Override
    public boolean takes(IncidentNotice notice) {
        return !notice.item().equals(ITEM) && items.isDeployed(about(notice).sibling(ITEM));
    }

    @Override
    public void send(IncidentNotice notice) throws JMSException {
        items.post(
                about(notice),
                ITEM,
                notice.letter(),
                Map.of(
                        "IncidentId", notice.incident().toString(),
                        "IncidentEvent", notice.event().name(),
                        "IncidentKind", notice.kind().name()),
                notice.incident() + "|" + notice.event());
    }

    private static ItemKey about(IncidentNotice notice) {
        return ItemKey.parse(notice.project() + "/" + notice.item());
    }
}
