package hie.engine.production;

import hie.engine.item.ItemState;
import java.util.List;
import java.util.UUID;

/**
 * A project at this moment.
 *
 * @param state of all its items taken together: troubled when one is, starting or stopping while some still are
 * @param deployedRevision the revision that is wanted true, or {@code null} before the first deployment
 */
public record ProjectStatus(
        UUID id,
        String workspace,
        String name,
        String description,
        ItemState state,
        Integer deployedRevision,
        int headRevision,
        List<ItemStatus> items) {}
