package hie.engine.access;

/** Names of the roles that users have, as groups of the server's realm. Their meaning is in {@code docs/security.md}. */
public final class Role {

    /** Everything. */
    public static final String ADMINISTRATOR = "administrator";
    /** Changes configurations, deploys, reads messages. */
    public static final String DEVELOPER = "developer";
    /** Starts, stops, pauses; sees messages without their bodies. */
    public static final String OPERATOR = "operator";
    /** Looks, but changes nothing and reads no bodies. */
    public static final String VIEWER = "viewer";
    /** Looks, and reads bodies; every look is audited. */
    public static final String AUDITOR = "auditor";
    /** Sends messages in over HTTP or JMS, and nothing else. */
    public static final String SENDER = "sender";

    private Role() {}
}
