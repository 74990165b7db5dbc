package hie.cli.bench;

/**
 * What an engine has to carry besides its first route.
 *
 * @param idleItems how many items run beside, and get no message
 * @param targets to how many operations each message is routed, at least 1
 * @param stored how many messages are in the warehouse before
 * @param backlog how many messages wait, when measuring begins, at an operation beside whose destination has just come back
 */
record Burden(int idleItems, int targets, long stored, int backlog) {

    static final Burden NONE = new Burden(0, 1, 0, 0);

    Burden withIdleItems(int number) {
        return new Burden(number, targets, stored, backlog);
    }

    Burden withTargets(int number) {
        return new Burden(idleItems, number, stored, backlog);
    }

    Burden withStored(long number) {
        return new Burden(idleItems, targets, number, backlog);
    }

    Burden withBacklog(int number) {
        return new Burden(idleItems, targets, stored, number);
    }
}
