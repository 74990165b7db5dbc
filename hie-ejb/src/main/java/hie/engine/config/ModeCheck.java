package hie.engine.config;

import hie.api.host.PipelinedOperation;
import hie.api.host.SendingOperation;
import hie.engine.catalog.HostClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Whether an item can work in the way that its settings ask for. */
final class ModeCheck {

    private static final String MODE = "ExecutionMode";
    private static final String HOLD = "HoldKeyOnSuspend";

    private final String item;
    private final HostClass hostClass;
    private final UnaryOperator<String> given;
    private final List<ConfigFault> faults = new ArrayList<>();

    /** @param given what the item gives for a setting; empty when it gives nothing */
    ModeCheck(String item, HostClass hostClass, UnaryOperator<String> given) {
        this.item = item;
        this.hostClass = hostClass;
        this.given = given;
    }

    List<ConfigFault> faults() {
        switch (given.apply(MODE)) {
            case "single_process" -> requireOneWorker("single_process");
            case "async" -> async();
            default -> {}
        }
        checkTimeout();
        checkHold();
        return faults;
    }

    private void checkHold() {
        if (!given.apply("HoldKeyOnSuspend").matches("(?i)true|1")) {
            return;
        }
        String poolSize = given.apply("PoolSize");
        String queueType = given.apply("QueueType");
        if (given.apply("OrderKey").isEmpty() && !poolSize.isEmpty() && !poolSize.equals("1")) {
            fault(HOLD, "needs an OrderKey, or a PoolSize of 1: several workers without a key keep no order");
        } else if (poolSize.equals("0")) {
            fault(HOLD, "an inline process has no queue of its own; give it a PoolSize of 1 or more");
        }
        if (!queueType.isEmpty() && !queueType.equals("fifo")) {
            fault(HOLD, "goes with QueueType fifo only, not with " + queueType);
        }
        if (given.apply(MODE).equals("async") && given.apply("OrderKey").isEmpty()) {
            fault(
                    HOLD,
                    "needs an OrderKey with ExecutionMode async: without one, later messages have been sent by then");
        }
    }

    /** A limit needs a worker that can leave a host behind. */
    private void checkTimeout() {
        String timeout = given.apply("MessageTimeout");
        if (timeout.isEmpty() || isZero(timeout)) {
            return;
        }
        if (given.apply("PoolSize").equals("0")) {
            fault(
                    "MessageTimeout",
                    "an inline process works in its callers' transactions; give it a PoolSize of 1 or more");
        }
        if (given.apply(MODE).equals("async")) {
            fault("MessageTimeout", "does not go with ExecutionMode async, in which ResponseTimeout limits each reply");
        }
    }

    /** What is no number is reported where the setting itself is checked. */
    private static boolean isZero(String seconds) {
        try {
            return new BigDecimal(seconds).signum() == 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private void async() {
        if (!PipelinedOperation.class.isAssignableFrom(hostClass.type())) {
            fault(
                    MODE,
                    "class " + hostClass.name()
                            + " cannot have several messages under way; async is for operations over MLLP and HTTP, and such as implement PipelinedOperation");
        }
        if (SendingOperation.class.isAssignableFrom(hostClass.type())) {
            fault(
                    MODE,
                    "class " + hostClass.name()
                            + " sends with the outcome of one message at a time; async has several under way");
        }
        requireOneWorker("async");
        refuseWithAsync("QueueType", "lifo", "what came last would wait for what is under way");
        refuseWithAsync("GetReply", "false", "what is under way is settled by its replies");
        refuseWithAsync("GetReply", "MSH-determined", "what is under way is settled by its replies");
        String stay = given.apply("StayConnected");
        if (!stay.isEmpty() && isZero(stay)) {
            fault(
                    "StayConnected",
                    stay + " does not go with ExecutionMode async, in which messages share a connection");
        }
        String patience = given.apply("PartnerAckTimeout");
        if (!patience.isEmpty() && !isZero(patience)) {
            fault("PartnerAckTimeout", "does not go with ExecutionMode async, in which each message has one reply");
        }
        if (!given.apply("Interceptors").isEmpty()) {
            fault(
                    "Interceptors",
                    "they stand around one message at a time, which async does not work on; leave one of them out");
        }
    }

    private void refuseWithAsync(String setting, String value, String why) {
        if (given.apply(setting).equals(value)) {
            fault(setting, value + " does not go with ExecutionMode async: " + why);
        }
    }

    private void requireOneWorker(String mode) {
        String poolSize = given.apply("PoolSize");
        if (!poolSize.isEmpty() && !poolSize.equals("1")) {
            fault(
                    "PoolSize",
                    poolSize + " does not go with ExecutionMode " + mode
                            + ", which has one session (expected: 1, or nothing)");
        }
    }

    private void fault(String setting, String why) {
        faults.add(new ConfigFault(item, setting, why));
    }
}
