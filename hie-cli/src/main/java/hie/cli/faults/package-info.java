/**
 * The fault suite, {@code ./hie faults}: a server under load, one fault after another, and a history of everything that was sent,
 * acknowledged and delivered, which is judged afterwards. The judge trusts the senders and the destination, which are the suite's
 * own, and of the engine only what its warehouse shows.
 *
 * <p>A {@link hie.cli.faults.Fault} strikes at a {@link hie.cli.faults.Trial}, on the server of a {@link hie.cli.faults.Site};
 * {@link hie.cli.faults.HistoryCheck} judges.
 */
package hie.cli.faults;
