/** Pages on which items are made and changed. They are made from what host classes declare, and name no setting themselves. */
package hie.console.item;
