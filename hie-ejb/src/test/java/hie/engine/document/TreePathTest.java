package hie.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

    private static final UnaryOperator<String> KEYS = key -> key.equals("k") ? "2" : "home";

    private static Node found(Node root, String path) {
        return TreePath.parse(path).find(root, KEYS);
    }

    @Test
    void shouldMakeWhatIsOnItsWay() {
        Tree root = new Tree();

        TreePath.parse("category.(1).coding(k).code").put(root, KEYS, Leaf.of("LAB"));
        TreePath.parse("phones.(where)").put(root, KEYS, Leaf.of("0731"));
        TreePath.parse("\"odd name\".\"a.b\"").put(root, KEYS, Leaf.number("3"));

        assertThat(found(root, "category(1).coding(2).code").text()).isEqualTo("LAB");
        assertThat(found(root, "category(1).coding(1)")).isEqualTo(Leaf.NULL);
        assertThat(found(root, "category").isList()).isTrue();
        assertThat(found(root, "phones").isList()).isFalse();
        assertThat(found(root, "phones.home").text()).isEqualTo("0731");
        assertThat(found(root, "\"odd name\".\"a.b\"")).isEqualTo(Leaf.number("3"));
        assertThat(root.keys()).containsExactly("category", "phones", "odd name");
    }

    @Test
    void shouldTakeAwayWithoutMakingAnything() {
        Tree root = new Tree();
        TreePath.parse("a(1).b").put(root, KEYS, Leaf.of("x"));
        TreePath.parse("a(2).b").put(root, KEYS, Leaf.of("y"));

        TreePath.parse("none(3).c").put(root, KEYS, Leaf.NOTHING);
        TreePath.parse("a(1).b").put(root, KEYS, Leaf.NOTHING);
        TreePath.parse("a(1)").remove(root, KEYS);

        assertThat(root.keys()).containsExactly("a");
        assertThat(found(root, "a(1).b").text()).isEqualTo("y");
    }

    @Test
    void shouldKeepObjectsTheSameAtAllPlaces() {
        Tree root = new Tree();
        Tree shared = new Tree();
        TreePath.parse("one").put(root, KEYS, shared);
        TreePath.parse("other").put(root, KEYS, shared);

        TreePath.parse("one.x").put(root, KEYS, Leaf.of("1"));

        assertThat(found(root, "other.x").text()).isEqualTo("1");
    }

    @Test
    void shouldRefuseToLeadThroughAValueOrFarBehindAList() {
        Tree root = new Tree();
        TreePath.parse("a").put(root, KEYS, Leaf.of("x"));
        TreePath.parse("list(1)").put(root, KEYS, Leaf.of("x"));

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> TreePath.parse("a.b").put(root, KEYS, Leaf.of("y")))
                .withMessage("a value has no parts");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> TreePath.parse("list(99999999)").put(root, KEYS, Leaf.of("y")))
                .withMessageContaining("10000 places behind the last one");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> TreePath.parse("list.name").put(root, KEYS, Leaf.of("y")))
                .withMessageContaining("a list has items");
    }

    @Test
    void shouldNotCopyAnObjectThatHoldsItselfForEver() {
        Tree root = new Tree();
        root.put(Step.member("self"), root);

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Tree.copyOf(root))
                .withMessageContaining("or holds itself");
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, true, false",
        "a(1).b(k), true, false",
        "a(), false, true",
        "a().b(), false, false",
        "a(*), false, false"
    })
    void shouldKnowWhatItStandsFor(String path, boolean isSingle, boolean isEach) {
        assertThat(TreePath.parse(path).isSingle()).isEqualTo(isSingle);
        assertThat(TreePath.parse(path).isEach()).isEqualTo(isEach);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a(1", "1a", "a.b c", "a.Count(1)", "a b", "-"})
    void shouldRefuseWhatIsNoPath(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreePath.parse(text))
                .withMessageContaining("is no path");
    }

    @Test
    void shouldShowNothingOfItsContent() {
        Tree tree = new Tree();
        tree.put(Step.member("name"), Leaf.of("secret"));

        assertThat(tree + " " + Leaf.of("secret")).doesNotContain("secret");
    }
}
