package hie.console.suspended;

import hie.engine.desk.Correction;
import hie.engine.desk.CorrectionTrial;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/** What is to be corrected in many messages, and what came of trying it; nothing is sent that was not tried before. */
public class CorrectionForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private String transform;
    private String path;
    private String value;
    private List<UUID> ids = List.of();
    private transient CorrectionTrial trial;

    /**
     * What it says now.
     *
     * @throws IllegalArgumentException when it says nothing, or two things
     */
    Correction correction() {
        if (isBlank(transform) == isBlank(path)) {
            throw new IllegalArgumentException("Either a transform or a path with a value is needed");
        }
        return isBlank(path)
                ? new Correction.ByTransform(transform.strip())
                : new Correction.ByValue(path.strip(), value == null ? "" : value);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /**
     * It was tried.
     *
     * @param chosen on these messages; empty for all that the filter means
     */
    void tried(List<UUID> chosen, CorrectionTrial result) {
        ids = List.copyOf(chosen);
        trial = result;
    }

    /** The messages that it was tried on; empty for all that the filter means. */
    List<UUID> ids() {
        return ids;
    }

    /** What was tried is over. */
    public void forget() {
        trial = null;
    }

    /** What came of the trial; {@code null} when nothing was tried since the form was changed. */
    public CorrectionTrial getTrial() {
        return trial;
    }

    public String getTransform() {
        return transform;
    }

    public void setTransform(String transform) {
        this.transform = transform;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }
}
