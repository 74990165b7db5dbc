package hie.engine.script;

import hie.api.message.Message;
import java.util.Optional;

/** What is done for a script outside of the sandbox, by the item that runs it; on the script's thread. */
public interface Surroundings {

    /** Those of a script that changes a message and nothing else. */
    Surroundings NONE = new Surroundings() {
        @Override
        public Answer ask(String target, Message message) {
            throw new IllegalArgumentException("only the Script of a ScriptProcess can ask an item");
        }

        @Override
        public Message styled(String stylesheet, Message xml) {
            throw new IllegalArgumentException("only the Script of a ScriptProcess can use a stylesheet");
        }

        @Override
        public Optional<String> lookUp(String table, String key) {
            throw new IllegalArgumentException("only the scripts of a ScriptProcess can use a lookup table");
        }
    };

    /** What became of a question. */
    enum Status {
        /** There is a good reply. */
        SENT,
        /** None came in time; the message is delivered all the same. */
        QUEUED,
        /** The message went to the error queue. */
        ERROR
    }

    /**
     * What a connected item replied.
     *
     * @param content the reply's bytes; empty when there is none
     * @param reason why there is no good reply, without content of the message; empty when there is one
     */
    record Answer(Status status, byte[] content, String reason) {

        /** The status and the size only. */
        @Override
        public String toString() {
            return "Answer[" + status + " " + content.length + " bytes]";
        }
    }

    /**
     * Sends a message to a connected item at once and waits for its reply.
     *
     * @throws IllegalArgumentException when nobody can be asked, saying why
     */
    Answer ask(String target, Message message) throws InterruptedException;

    /**
     * Transforms XML by a stylesheet of the project.
     *
     * @throws IllegalArgumentException when there is none of that name
     * @throws IllegalStateException when it fails, without content of the message
     */
    Message styled(String stylesheet, Message xml);

    /**
     * The value that a key has now in a lookup table of the project.
     *
     * @throws IllegalArgumentException when there is no table of that name
     */
    Optional<String> lookUp(String table, String key);
}
