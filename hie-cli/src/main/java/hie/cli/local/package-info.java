/**
 * Servers of a command's own: started by the launcher on a data directory of their own, at ports nobody uses, and thrown away
 * afterwards. The benchmark and the fault suite run on them; a user's server is left alone.
 */
package hie.cli.local;
