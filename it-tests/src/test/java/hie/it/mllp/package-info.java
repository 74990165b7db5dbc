/** The other side of an MLLP connection, written for the tests alone so that they do not judge the engine by its own codec. */
package hie.it.mllp;
