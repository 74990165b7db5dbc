package hie.engine.catalog;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Host;
import java.util.Locale;

/** The three roles of an item. Items start in the order of this enum's constants and stop in the reverse order. */
public enum HostKind {
    OPERATION,
    PROCESS,
    SERVICE;

    static HostKind of(Class<? extends Host> type) {
        if (BusinessService.class.isAssignableFrom(type)) {
            return SERVICE;
        }
        if (BusinessProcess.class.isAssignableFrom(type)) {
            return PROCESS;
        }
        if (BusinessOperation.class.isAssignableFrom(type)) {
            return OPERATION;
        }
        throw new IllegalArgumentException(type.getName() + " is no business service, process or operation");
    }

    /** The kind as written in REST and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
