package hie.api.host;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the protocol part of a host class. Without it a service is fed by other means, an operation delivers by itself. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Adapter {

    /** The adapter. */
    Kind value();

    /** The adapters that the engine knows. */
    enum Kind {
        /** HL7 minimal lower layer protocol over TCP. */
        MLLP,
        /** A folder that is watched, or written to. */
        FILE,
        /** HTTP requests. */
        HTTP,
        /** A queue that JMS clients send to. */
        JMS
    }
}
