package hie.console.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTrailTest {

    private final PageTrail trail = new PageTrail();

    @Test
    void shouldGoBackTheWayItCame() {
        trail.older("a");
        trail.older("b");

        assertThat(trail.cursor()).isEqualTo("b");
        assertThat(trail.number()).isEqualTo(3);
        trail.newer();
        assertThat(trail.cursor()).isEqualTo("a");
        trail.newer();
        assertThat(trail.cursor()).isNull();
        assertThat(trail.number()).isEqualTo(1);
    }

    @Test
    void shouldStayOnTheFirstPage() {
        trail.newer();

        assertThat(trail.cursor()).isNull();
        assertThat(trail.number()).isEqualTo(1);
    }

    @Test
    void shouldReturnToTheNewestFromAnywhere() {
        trail.older("a");
        trail.older("b");

        trail.newest();

        assertThat(trail.cursor()).isNull();
    }
}
