/**
 * What an operation does upon which reply, or upon a failure to get one: the setting ReplyCodeActions in the grammar of IRIS. How replies are
 * got is the operations' own; what becomes of the message is done by the item's worker.
 */
package hie.engine.reply;
