/** A real browser without a window, driven as a user's hand and eye would. It knows nothing of the console. */
package hie.it.browser;
