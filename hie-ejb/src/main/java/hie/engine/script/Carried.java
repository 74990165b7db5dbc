package hie.engine.script;

import hie.api.message.Message;

/** What travels with a message to the next items: {@code channelMap}, as JSON in a property of its header. For one run. */
final class Carried {

    /** The property. */
    static final String PROPERTY = "ChannelMap";

    /** So long may it be, in characters. */
    private static final int MOST = 64 * 1024;

    private String values;

    Carried(Message came) {
        values = came.header().property(PROPERTY).orElse("");
    }

    /** As JSON; empty for none. */
    String values() {
        return values;
    }

    /**
     * Other ones.
     *
     * @throws LimitExceeded when they are more than a message can carry
     */
    void values(String json) {
        if (json.length() > MOST) {
            throw new LimitExceeded("puts more into channelMap than a message can carry: " + json.length()
                    + " characters (allowed: " + MOST + ")");
        }
        values = json.equals("{}") ? "" : json;
    }

    /** A message with these values; the same one when it has them. */
    Message on(Message message) {
        if (values.equals(message.header().property(PROPERTY).orElse(""))) {
            return message;
        }
        return message.with(
                values.isEmpty()
                        ? message.header().withoutProperty(PROPERTY)
                        : message.header().withProperty(PROPERTY, values));
    }
}
