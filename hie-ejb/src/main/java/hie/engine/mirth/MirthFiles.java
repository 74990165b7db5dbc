package hie.engine.mirth;

import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.List;

/** Everything that a set of files holds: channels and code templates, wherever they stand in exports of channels, groups or servers. */
final class MirthFiles {

    /** A channel, wherever it stood. */
    record Channel(String name, String id, String file, XmlNode root) {}

    /** A library of code templates. */
    record Library(String name, String file, XmlNode root) {}

    final List<Channel> channels = new ArrayList<>();
    final List<Library> libraries = new ArrayList<>();
    final List<ImportReport.Refusal> refused = new ArrayList<>();

    /** Files that could not be read; what they hold is not known. */
    final List<String> unread = new ArrayList<>();

    private MirthFiles() {}

    static MirthFiles read(List<ImportFile> files) {
        MirthFiles all = new MirthFiles();
        files.forEach(all::read);
        return all;
    }

    private void read(ImportFile file) {
        try {
            XmlNode root = XmlNode.parse(file.text());
            int before = channels.size() + libraries.size();
            take(file.name(), root);
            if (channels.size() + libraries.size() == before) {
                unreadable(file.name(), "there is no channel and no library of code templates in it");
            }
        } catch (ImportSyntaxException e) {
            unreadable(file.name(), e.getMessage());
        } catch (RuntimeException e) {
            // Whatever a file does to the reader, the others are read, and the report says that this one was not.
            unreadable(file.name(), "the reader failed: " + e.getClass().getSimpleName());
        }
    }

    private void unreadable(String file, String why) {
        unread.add(file);
        refused.add(new ImportReport.Refusal(file, "file", why));
    }

    private void take(String file, XmlNode node) {
        if (node.name().equals("channel") && node.first("sourceConnector").isPresent()) {
            String name = node.textOf("name").strip();
            channels.add(new Channel(
                    name.isEmpty() ? "Channel in line " + node.line() : name,
                    node.textOf("id").strip(),
                    file,
                    node));
        } else if (node.name().equals("codeTemplateLibrary")) {
            String name = node.textOf("name").strip();
            libraries.add(new Library(name.isEmpty() ? "Library in line " + node.line() : name, file, node));
            return;
        }
        node.children().forEach(child -> take(file, child));
    }
}
