package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadFilterTest {

    @ParameterizedTest
    @CsvSource({
        ", /project/import.xhtml, 99999999, true",
        "application/x-www-form-urlencoded, /project/list.xhtml, 99999999, true",
        "multipart/form-data; boundary=x, /project/import.xhtml, 17000000, true",
        "multipart/form-data; boundary=x, /project/import.xhtml, 18000000, false",
        "multipart/form-data; boundary=x, /project/compare.xhtml, 10, true",
        "Multipart/form-data; boundary=x, /project/import.xhtml, -1, false",
        "multipart/form-data; boundary=x, /login.xhtml, 10, false",
        "multipart/form-data; boundary=x, /project/view.xhtml, 10, false"
    })
    void shouldTakeFilesOfAKnownAndFittingLengthOnThePagesThatUseThemOnly(
            String contentType, String page, long length, boolean taken) {
        assertThat(UploadFilter.isTaken(contentType, page, length)).isEqualTo(taken);
    }
}
