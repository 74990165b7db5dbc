package hie.engine.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKeyTest {

    private final ItemKey key = new ItemKey("default", "ward 1", "In.A b");

    @Test
    void shouldNameQueuesAndArchiveWithEachPartApart() {
        assertThat(key.queueName()).isEqualTo("hie.item.default.ward%201.In%2EA%20b");
        assertThat(key.entryQueueName()).isEqualTo("hie.in.default.ward%201.In%2EA%20b");
        assertThat(key.archiveName()).isEqualTo("hie-item-default.ward%201.In%2EA%20b");
        assertThat(new ItemKey("a", "b.c", "d").queueName()).isNotEqualTo(new ItemKey("a.b", "c", "d").queueName());
        assertThat(new ItemKey("a", "b c", "d").queueName()).isNotEqualTo(new ItemKey("a", "b_c", "d").queueName());
    }

    @Test
    void shouldReadThePathThatItWrites() {
        assertThat(key.path()).isEqualTo("default/ward 1/In.A b");
        assertThat(ItemKey.parse(key.path())).isEqualTo(key);
        assertThat(key.sibling("Out").path()).isEqualTo("default/ward 1/Out");
        assertThat(key.projectPath()).isEqualTo("default/ward 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "a/b/c/d"})
    void shouldRefuseWhatIsNoPath(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemKey.parse(path))
                .withMessageContaining("workspace/project/item");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "0", "To Receiver", "a_b-c.d"})
    void shouldKnowANameWhenItSeesOne(String name) {
        assertThat(ItemKey.isName(name)).isTrue();
        assertThat(ItemKey.isName(name.repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "_a", "a/b", "a%b", "a\n", "\u00E4"})
    void shouldKnowWhatIsNoName(String name) {
        assertThat(ItemKey.isName(name)).isFalse();
    }
}
