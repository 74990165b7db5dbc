package hie.engine.golden;

/**
 * One place where two things are not the same.
 *
 * @param path where: a path of the message, behind the target it goes to
 * @param expected what should be there; empty for nothing
 * @param actual what is there; empty for nothing
 */
public record Difference(String path, String expected, String actual) {

    Difference at(String place) {
        return place.isEmpty() ? this : new Difference(place + ": " + path, expected, actual);
    }

    /** Where only: the values may tell who the patient is. */
    @Override
    public String toString() {
        return "Difference[" + path + "]";
    }
}
