package hie.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import hie.api.host.Host;
import hie.api.setting.Setting;
import hie.api.setting.SettingDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every setting that a host class declares has a test that shows its effect. Such a test, in whatever module, bears
 * {@code @Tag("setting:CLASS.NAME")}, where CLASS is the class that declares the setting: {@code -Dgroups=setting:Host.Schedule}
 * runs the tests of one setting. Tests are found in their sources, because no module sees the tests of all others.
 */
class ShownSettingsTest {

    private static final String PREFIX = "setting:";

    private static final Set<String> shown = new TreeSet<>();

    @BeforeAll
    static void readTests() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(taggedSources()));
            task.parse().forEach(unit -> unit.accept(new TagReader(), null));
        }
    }

    @Test
    void shouldShowTheEffectOfEachDeclaredSetting() {
        Set<String> unshown = declared();
        unshown.removeAll(shown);

        assertThat(unshown)
                .as(
                        "settings without a test: give one that shows the setting's effect the tag @Tag(\"%sCLASS.NAME\")",
                        PREFIX)
                .isEmpty();
        assertThat(shown).hasSizeGreaterThan(50);
    }

    @Test
    void shouldTagNoTestWithASettingThatNobodyDeclares() {
        assertThat(shown).isSubsetOf(declared());
    }

    /** The settings of the built-in host classes, each with the class that declares it. */
    private static Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        for (HostClass hostClass : HostCatalog.builtIn().values()) {
            hostClass.settings().forEach(setting -> declared.add(declaredBy(hostClass.type(), setting.name())));
        }
        return declared;
    }

    private static String declaredBy(Class<? extends Host> type, String setting) {
        return SettingDescriptor.declaring(type).reversed().stream()
                .filter(declaring -> Stream.of(declaring.getDeclaredAnnotationsByType(Setting.class))
                        .anyMatch(annotation -> annotation.name().equals(setting)))
                .findFirst()
                .map(declaring -> declaring.getSimpleName() + "." + setting)
                .orElseThrow();
    }

    private static Collection<Path> taggedSources() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("hie-ejb")) ? here : here.getParent();
        Path tests = Path.of("src", "test", "java");
        try (Stream<Path> all = Files.find(
                root,
                20,
                (path, facts) -> facts.isRegularFile() && path.toString().endsWith(".java"))) {
            return all.filter(path -> root.relativize(path).toString().contains(tests.toString()))
                    .filter(path -> read(path).contains('"' + PREFIX))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Finds the tagged methods that are tests and run. */
    private static final class TagReader extends TreeScanner<Void, Void> {

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
            Set<String> names = annotations.stream().map(TagReader::name).collect(Collectors.toSet());
            if ((names.contains("Test") || names.contains("ParameterizedTest")) && !names.contains("Disabled")) {
                annotations.stream()
                        .filter(annotation -> name(annotation).equals("Tag"))
                        .map(TagReader::value)
                        .filter(tag -> tag.startsWith(PREFIX))
                        .forEach(tag -> shown.add(tag.substring(PREFIX.length())));
            }
            return null;
        }

        private static String name(AnnotationTree annotation) {
            return annotation.getAnnotationType().toString();
        }

        private static String value(AnnotationTree tag) {
            ExpressionTree argument = tag.getArguments().get(0);
            ExpressionTree value =
                    argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
            return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "";
        }
    }
}
