package hie.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedOutFilterTest {

    @Test
    void shouldGoBackToThePageThatAsked() {
        assertThat(SignedOutFilter.pageOf("http://localhost:8080/project/view.xhtml?id=1&x=%20"))
                .isEqualTo("/project/view.xhtml?id=1&x=%20");
        assertThat(SignedOutFilter.pageOf("http://localhost:8080/project/list.xhtml"))
                .isEqualTo("/project/list.xhtml");
    }

    @Test
    void shouldNeverLeadToAnotherServer() {
        assertThat(SignedOutFilter.pageOf("http://evil.example/project/list.xhtml"))
                .isEqualTo("/project/list.xhtml");
        assertThat(SignedOutFilter.pageOf("http://localhost//evil.example/")).isEqualTo("/");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "http://localhost", "mailto:somebody", "not an address", "javascript:alert(1)"})
    void shouldGoToTheStartWhereNoPageIsNamed(String referer) {
        assertThat(SignedOutFilter.pageOf(referer)).isEqualTo("/");
    }
}
