package hie.engine.json;

import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Place;
import hie.engine.document.Tree;
import hie.engine.document.TreeDocument;
import hie.engine.document.TreeDraft;
import hie.engine.document.TreeFormat;
import hie.engine.document.TreePath;

/** JSON: paths are members' names and numbers of items. An object of a class of IRIS is one whose members are its properties. */
public final class JsonFormat extends TreeFormat {

    public JsonFormat() {
        super("json", "{[");
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
}
