/** MLLP as the command line speaks it: blocks around messages, for what is sent by hand and by the suites. */
package hie.cli.mllp;
