package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would keep an item from starting is found when it is planned, whether it is enabled or not. */
class StartFaultsTest extends CheckedConfig {

    private static final Map<String, Map<String, String>> NEEDED = Map.of(
            "FileService", Map.of("FilePath", "/in"),
            "MllpService", Map.of("Port", "2575"),
            "MllpOperation", Map.of("IPAddress", "his.example", "Port", "2576"),
            "EMailAlertOperation", Map.of("Recipient", "ann@example.org", "SMTPServer", "mail.example"));

    private static ItemConfig disabled(String className, String setting, String value) {
        Map<String, String> settings = new HashMap<>(NEEDED.get(className));
        settings.put(setting, value);
        return new ItemConfig("Own", className, false, "", settings, List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    FileService         | FilePath               | in            | 'in' is no absolute path on this server
                    FileService         | ArchivePath            | ./done        | './done' is no absolute path on this server
                    FileService         | WorkPath               | work          | 'work' is no absolute path on this server
                    FileService         | ErrorPath              | bad           | 'bad' is no absolute path on this server
                    FileService         | FileSpec               | in/*.hl7      | must have names only, without folders: "in/*.hl7"
                    FileService         | FileSpec               | ,             | is empty; give * for all files
                    FileService         | SemaphoreSpecification | *.hl7:done    | must be pairs like *.hl7:*.sem with one * on the right, not "*.hl7:done"
                    FileService         | SemaphoreSpecification | *.hl7:*       | must not take every file for a signal
                    FileService         | SemaphoreSpecification | in/*:*.sem    | must have names only, without folders
                    FileService         | ArchivePath            | /in           | must not be the same folder as FilePath; give it a folder of its own
                    FileService         | WorkPath               | /             | must not be a folder above FilePath
                    FileService         | ErrorPath              | /in/.hie-work | must not be the same folder as WorkPath
                    MllpService         | LocalInterface         | 10.1.2.300    | '10.1.2.300' is no address (expected: one address of this machine
                    MllpService         | LocalInterface         | 10.1.0.0/16   | '10.1.0.0/16' is no address
                    MllpService         | LocalInterface         | ::1::2        | '::1::2' is no address
                    MllpService         | LocalInterface         | eth 0         | 'eth 0' is no address
                    MllpService         | LocalInterface         | ``            | is empty (expected: an address to listen on
                    MllpOperation       | LocalInterface         | 10.1          | '10.1' is no address
                    MllpService         | StartByte              | 28            | start byte and first end byte must differ, both are 28
                    MllpService         | EndByte                | 65            | first end byte must not be a printable character and is 65
                    MllpService         | EndByte2               | 65            | second end byte must not be a printable character and is 65
                    EMailAlertOperation | From                   | a@b.org,c@d.org | 'a@b.org,c@d.org' is no mail address
                    EMailAlertOperation | From                   | ``            | is empty (expected: the sender's address)
                    """)
    void shouldNameTheItemTheSettingAndWhatToDo(String className, String setting, String value, String fault) {
        assertThat(planned(disabled(className, setting, value)))
                .singleElement()
                .asString()
                .startsWith("item Own: setting " + setting + ": " + fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    FileService         | FilePath               | ${data}/in
                    FileService         | ArchivePath            | /in/done
                    FileService         | ErrorPath              | /other
                    FileService         | FileSpec               | *.hl7, *.txt
                    FileService         | FileSpec               | ``
                    FileService         | CallInterval           | 0
                    FileService         | SemaphoreSpecification | *.sem; *.hl7:*.ok
                    MllpService         | LocalInterface         | 0.0.0.0
                    MllpService         | LocalInterface         | ::
                    MllpService         | LocalInterface         | fe80::1%eth0
                    MllpService         | LocalInterface         | [::1]
                    MllpService         | LocalInterface         | eth0:1
                    MllpService         | LocalInterface         | host.example
                    MllpOperation       | LocalInterface         | 192.0.2.7
                    MllpService         | EndByte2               | -1
                    EMailAlertOperation | From                   | Ann <ann@example.org>
                    """)
    void shouldTakeWhatAnItemStartsWith(String className, String setting, String value) {
        assertThat(planned(disabled(className, setting, value))).isEmpty();
    }

    @Test
    void shouldNotJudgeFoldersOfOtherClasses() {
        assertThat(planned(files("Out"))).isEmpty();
    }
}
