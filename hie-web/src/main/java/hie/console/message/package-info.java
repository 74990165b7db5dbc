/** Pages about messages: the search, and one session with its trace. Content is shown only when asked for, and each look is logged. */
package hie.console.message;
