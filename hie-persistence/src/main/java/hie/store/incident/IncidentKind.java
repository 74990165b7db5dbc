package hie.store.incident;

/** What an incident is about. */
public enum IncidentKind {
    /** Too many messages wait for an item. */
    QUEUE_DEPTH,
    /** A message has waited too long for an item. */
    QUEUE_WAIT,
    /** A message was refused, suspended or failed. */
    ERROR,
    /** Too many messages were refused, suspended or failed within a minute. */
    ERROR_RATE,
    /** No message has come for too long. */
    INACTIVITY,
    /** No peer is connected, or the destination gives no answer. */
    DISCONNECTED,
    /** A certificate is about to expire, or has expired. */
    CERTIFICATE
}
