package hie.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.engine.production.Projects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void shouldReadTheRevisionQuotedOrNot() {
        assertThat(IfMatch.revision(IfMatch.valueOf("\"12\""))).isEqualTo(12);
        assertThat(IfMatch.revision(IfMatch.valueOf(" 12 "))).isEqualTo(12);
    }

    @Test
    void shouldTakeTheNewestWhenNoneIsNamed() {
        assertThat(IfMatch.revision(null)).isEqualTo(Projects.NEWEST);
        assertThat(IfMatch.revision(IfMatch.valueOf("*"))).isEqualTo(Projects.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "\"x\"", "W/\"1\"", "12345678901"})
    void shouldRefuseWhatIsNoRevision(String header) {
        assertThatThrownBy(() -> IfMatch.valueOf(header)).hasMessageContaining("If-Match '" + header + "'");
    }
}
