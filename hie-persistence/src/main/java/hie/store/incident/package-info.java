/** Incidents: what needed somebody's attention, when it began, how bad it was, and when it was over. */
package hie.store.incident;
