package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Runs of the importer, for tests. */
final class Importing {

    private Importing() {}

    /** A file of the test resources. */
    static ImportFile resource(String name) throws IOException {
        try (InputStream file = Importing.class.getResourceAsStream("/iris/" + name)) {
            return new ImportFile(name, file.readAllBytes());
        }
    }

    /** A file of the test's own making. */
    static ImportFile made(String text) {
        return new ImportFile("made.cls", text.getBytes(StandardCharsets.UTF_8));
    }

    static IrisImporter.Outcome run(ImportFile... files) {
        return IrisImporter.run(Arrays.asList(files), new HostCatalog());
    }

    /** Production and rules of the synthetic laboratory. */
    static IrisImporter.Outcome lab() throws IOException {
        return run(resource("Lab.Production.cls"), resource("Lab.Rules.xml"));
    }

    static ItemConfig item(IrisImporter.Outcome outcome, String name) {
        return outcome.config().item(name).orElseThrow();
    }
}
