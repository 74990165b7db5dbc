package hie.engine.iris;

/** Found, translated and refused, in the making. */
final class Tally {

    private int found;
    private int lost;

    void count(boolean translated) {
        found++;
        lost += translated ? 0 : 1;
    }

    boolean isWhole() {
        return lost == 0;
    }

    ImportReport.Counts counts() {
        return new ImportReport.Counts(found, found - lost, lost);
    }
}
