package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What items may say to the interceptors that are given. */
class InterceptorCheckTest extends CheckedConfig {

    @Test
    void shouldNameTheUnknownInterceptorAndTheOnesThereAre() {
        assertThat(planned(item("A", "MllpService", Map.of("Port", "1", "Interceptors", "Audit, Spy"))))
                .containsExactly(
                        "item A: setting Interceptors: there is no interceptor 'Spy' (known: Audit, Masking, Sizes, Validation)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Interceptors; Audit, Audit; Interceptors: 'Audit' is named twice",
                "Interceptors; Masking; Interceptors: a service keeps what it takes in as it came",
                "RequiredFields; PID-3; RequiredFields: only the interceptor Validation heeds it",
                "ValidationAction; report; ValidationAction: only the interceptor Validation heeds it"
            })
    void shouldRefuseWhatAnInterceptorCannotHeedOrNobodyHeeds(String setting, String value, String fault) {
        assertThat(planned(item("A", "MllpService", Map.of("Port", "1", setting, value))))
                .singleElement()
                .asString()
                .startsWith("item A: setting " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Masking; ; MaskedFields: the interceptor Masking needs fields",
                "Masking; PID-x; MaskedFields: 'PID-x' is no HL7 path",
                "Masking; PID-3(2); MaskedFields: 'PID-3(2)' names one occurrence",
                "Masking; MSH-2; MaskedFields: 'MSH-2' holds the delimiters",
                "Audit; PID-5; MaskedFields: only the interceptor Masking heeds it",
            })
    void shouldRefuseFieldsThatCannotBeMasked(String interceptor, String fields, String fault) {
        Map<String, String> settings =
                Map.of("FilePath", "/tmp/x", "Interceptors", interceptor, "MaskedFields", fields == null ? "" : fields);

        assertThat(planned(item("A", "FileOperation", settings)))
                .singleElement()
                .asString()
                .startsWith("item A: setting " + fault);
    }
}
