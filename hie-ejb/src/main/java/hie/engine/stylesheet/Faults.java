package hie.engine.stylesheet;

import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.TransformerException;

/** Collects what a compiler says of a stylesheet; of a transformation nothing, because that may hold content. */
final class Faults implements ErrorListener {

    private final List<String> sentences = new ArrayList<>();

    static String sentence(TransformerException fault) {
        int line = fault.getLocator() == null ? 0 : fault.getLocator().getLineNumber();
        String text = fault.getMessage() == null ? "it is no stylesheet" : fault.getMessage();
        return "line " + Math.max(1, line) + ": " + text.replaceAll("\\s+", " ").strip();
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    String text() {
        return isEmpty() ? "line 1: it is no stylesheet" : String.join("; ", sentences);
    }

    private void add(TransformerException fault) {
        if (sentences.size() < 20) {
            sentences.add(sentence(fault));
        }
    }

    @Override
    public void warning(TransformerException fault) {
        // A warning keeps nobody from running.
    }

    @Override
    public void error(TransformerException fault) {
        add(fault);
    }

    @Override
    public void fatalError(TransformerException fault) throws TransformerException {
        add(fault);
        throw fault;
    }
}
