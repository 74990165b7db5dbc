package hie.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line with what it printed. */
record Run(int exit, String out, String err) {

    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
