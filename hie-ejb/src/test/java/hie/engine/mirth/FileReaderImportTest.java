package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportReport;
import org.junit.jupiter.api.Test;

/** File readers whose folders and patterns HIE does not take. */
class FileReaderImportTest extends ImportedChannels {

    private static MirthImporter.Outcome read(String properties) {
        return imported(channel("In", source("File Reader", properties, "", ""), "", ""));
    }

    private static void shouldBeDisabled(MirthImporter.Outcome made, String setting, String what) {
        ItemConfig in = item(made, "In");
        assertThat(in.enabled()).isFalse();
        assertThat(in.settings()).doesNotContainKey(setting);
        assertThat(made.report().refused())
                .filteredOn(refusal -> refusal.what().equals(what))
                .singleElement()
                .extracting(ImportReport.Refusal::where)
                .isEqualTo("channel In, item In");
        assertThat(ImportedProjects.faults(made.config()))
                .as("the project can be deployed")
                .isEmpty();
    }

    @Test
    void shouldBeDisabledWhereWhatWasTakenInWouldBeTakenAgain() {
        shouldBeDisabled(
                read("<host>/tmp/in</host><moveToDirectory>/tmp/in/</moveToDirectory>"),
                "ArchivePath",
                "setting ArchivePath");
    }

    @Test
    void shouldBeDisabledWhereOtherFilesWouldBeTaken() {
        shouldBeDisabled(
                read("<host>/tmp/in</host><fileFilter>sub/*.hl7</fileFilter>"), "FileSpec", "property fileFilter");
    }

    @Test
    void shouldBeDisabledWhereFilesWouldBeDeleted() {
        shouldBeDisabled(
                read("<host>/tmp/in</host><moveToDirectory>done</moveToDirectory>"),
                "ArchivePath",
                "property moveToDirectory");
    }

    @Test
    void shouldBeEnabledWhereAllIsTaken() {
        MirthImporter.Outcome made =
                read("<host>/tmp/in</host><moveToDirectory>/tmp/done</moveToDirectory><fileFilter>*.hl7</fileFilter>");

        assertThat(item(made, "In").enabled()).isTrue();
        assertThat(item(made, "In").settings())
                .containsEntry("ArchivePath", "/tmp/done")
                .containsEntry("FileSpec", "*.hl7");
    }
}
