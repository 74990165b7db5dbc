package hie.engine.json;

import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Format;
import hie.engine.document.Place;
import hie.engine.document.Tree;
import hie.engine.document.TreeDocument;
import hie.engine.document.TreeDraft;
import hie.engine.document.TreePath;
import java.util.Locale;

/** JSON: paths are members' names and numbers of items. An object of a class of IRIS is one whose members are its properties. */
public final class JsonFormat implements Format {

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public Place place(String path, boolean inBraces, String docType) {
        return path.isBlank() ? TreePath.WHOLE : TreePath.parse(path.strip());
    }

    @Override
    public Document read(Message message) {
        return new TreeDocument(() -> JsonReading.read(message.body().bytes()));
    }

    @Override
    public Draft begin(Message source, String docType) {
        return new TreeDraft(new Tree(), JsonWriting::write);
    }

    @Override
    public Draft copy(Message source, String docType) {
        return new TreeDraft(JsonReading.read(source.body().bytes()), JsonWriting::write);
    }

    /** By its media type, or, when that says nothing of what is in it, by its first character. */
    @Override
    public boolean isOf(Message message) {
        String type = message.header().contentType().toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return true;
        }
        if (type.contains("hl7") || type.contains("xml")) {
            return false;
        }
        for (byte b : message.body().bytes()) {
            if (b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}
