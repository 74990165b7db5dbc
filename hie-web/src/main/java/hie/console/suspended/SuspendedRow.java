package hie.console.suspended;

import hie.api.message.MessageHeader;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.Suspension;

/**
 * A suspended message in the table.
 *
 * @param id of its stay on the error queue
 */
public record SuspendedRow(String id, Suspension suspension, MessageHeader message, int size) {

    static SuspendedRow of(SuspendedMessage one) {
        return new SuspendedRow(
                one.suspension().id().toString(),
                one.suspension(),
                one.message().header(),
                one.message().body().size());
    }
}
