package hie.engine.imports;

/** Found, translated and refused, in the making. Not for several threads. */
public final class Tally {

    private int found;
    private int lost;

    /** Counts one more. */
    public void count(boolean translated) {
        found++;
        lost += translated ? 0 : 1;
    }

    /** Whether nothing was refused. */
    public boolean isWhole() {
        return lost == 0;
    }

    public ImportReport.Counts counts() {
        return new ImportReport.Counts(found, found - lost, lost);
    }
}
