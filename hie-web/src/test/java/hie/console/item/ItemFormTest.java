package hie.console.item;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.host.Interceptor;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ConfigFault;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemFormTest {

    private static final ProjectConfig PROJECT = new ProjectConfig(
            "", List.of(), List.of(new ProjectDocument(ProjectDocument.Kind.RULES, "Wards", "rules: []")));

    /** An operation with a setting of each kind of input. */
    @Setting(
            name = "Folder",
            type = SettingType.DIRECTORY,
            required = true,
            target = SettingTarget.ADAPTER,
            description = "Where.")
    @Setting(
            name = "Greeting",
            alias = "greeting",
            type = SettingType.STRING,
            defaultValue = "Hello",
            description = "What.")
    @Setting(name = "Note", type = SettingType.TEXT, description = "For people.")
    @Setting(
            name = "Mode",
            type = SettingType.CHOICE,
            defaultValue = "a",
            choices = {"a", "b"},
            description = "How.")
    @Setting(name = "Loud", type = SettingType.BOOLEAN, defaultValue = "false", description = "Whether.")
    @Setting(
            name = "Limit",
            type = SettingType.INTEGER,
            defaultValue = "3",
            min = 1,
            max = 9,
            unit = "messages",
            description = "How many.")
    @Setting(name = "Rule", type = SettingType.RULE_SET, description = "Which.")
    public static final class Sample extends BusinessOperation {
        @Override
        public Delivery deliver(Message message) {
            throw new UnsupportedOperationException();
        }
    }

    private static final HostClass SAMPLE =
            new HostClass("Sample", Sample.class, HostKind.OPERATION, null, SettingDescriptor.of(Sample.class), "");

    static Collection<HostClass> builtIn() {
        return new HostCatalog().all();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void shouldHaveAFieldForEachSettingThatAClassDeclares(HostClass hostClass) {
        ItemForm form = ItemForm.of(
                new ItemConfig("New", hostClass.name(), true, "", Map.of(), List.of()),
                Optional.of(hostClass),
                PROJECT,
                Map.of());

        assertThat(form.getGroups())
                .flatExtracting(SettingGroup::fields)
                .extracting(SettingField::getName, SettingField::getHelp, SettingField::getDefaultValue)
                .containsExactlyInAnyOrderElementsOf(hostClass.settings().stream()
                        .map(one ->
                                org.assertj.core.groups.Tuple.tuple(one.name(), one.description(), one.defaultValue()))
                        .toList());
        assertThat(form.config().settings()).isEmpty();
    }

    @Test
    void shouldAskForEachTypeInItsOwnWay() {
        ItemForm form = form(Map.of());

        assertThat(form.getGroups()).extracting(SettingGroup::name).containsExactly("adapter", "own", "general");
        assertThat(field(form, "Folder").getInput()).isEqualTo("line");
        assertThat(field(form, "Folder").getBounds().required()).isTrue();
        assertThat(field(form, "Note").getInput()).isEqualTo("text");
        assertThat(field(form, "Mode").getChoices()).containsExactly("a", "b");
        assertThat(field(form, "Mode").getInput()).isEqualTo("choice");
        assertThat(field(form, "Loud").getChoices()).containsExactly("true", "false");
        assertThat(field(form, "Limit").getBounds())
                .isEqualTo(new SettingBounds(false, "a whole number", "1", "9", "messages"));
        assertThat(field(form, "Rule").getSuggestions()).containsExactly("Wards");
    }

    @Test
    void shouldLeaveOutWhatIsEmptyAndGiveNothingOnlyWhenTold() {
        ItemForm form = form(Map.of("Greeting", "Hi", "Limit", "5"));

        field(form, "Greeting").setValue(null);
        field(form, "Limit").setValue("");
        assertThat(form.config().settings()).isEmpty();

        field(form, "Greeting").setEmptied(true);
        assertThat(form.config().settings()).containsExactly(Map.entry("Greeting", ""));
        assertThat(field(form, "Limit").isEmptiable())
                .as("nothing is no number")
                .isFalse();
    }

    @Test
    void shouldComeBackAsItWasWhenNothingIsTouched() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Loud", "${var.LOUD:false}");
        settings.put("greeting", "");
        settings.put("Gone", "from an older version");
        settings.put("Folder", "${data}/files");
        settings.put("Note", "two\r\nlines\n");
        ItemConfig item = new ItemConfig(
                "Out", "Sample", false, "night", settings, List.of("Nobody"), Map.of("Adapter/Charset", "x"));

        ItemForm form = ItemForm.of(item, Optional.of(SAMPLE), PROJECT, Map.of());
        field(form, "Note").setValue("two\r\nlines\r\n");

        assertThat(form.config()).isEqualTo(item);
        assertThat(form.config().settings().keySet()).containsExactlyElementsOf(settings.keySet());
        assertThat(field(form, "Loud").getChoices()).contains("${var.LOUD:false}");
        assertThat(form.getGroups()).extracting(SettingGroup::name).contains("undeclared");
    }

    @Test
    void shouldTakeLineEndsOfBrowsersAsLineEnds() {
        ItemForm form = form(Map.of());

        field(form, "Note").setValue("one\r\ntwo");

        assertThat(form.config().settings()).containsEntry("Note", "one\ntwo");
    }

    @Test
    void shouldTakeOutWhatTheClassDoesNotHaveWhenItIsEmptied() {
        ItemForm form = form(Map.of("Gone", "x"));

        field(form, "Gone").setValue(null);

        assertThat(form.config().settings()).isEmpty();
    }

    @Test
    void shouldShowEachFindingAtTheSettingThatItNames() {
        ItemForm form = form(Map.of("greeting", "Hi"));

        form.show(List.of(
                new ConfigFault("Out", "Limit", "is too large"),
                new ConfigFault("Out", "greeting", "is too short"),
                new ConfigFault("Out", "", "leads back to itself"),
                new ConfigFault("Other", "Limit", "is too small")));

        assertThat(field(form, "Limit").getFindings()).containsExactly("is too large");
        assertThat(field(form, "Greeting").getFindings()).containsExactly("is too short");
        assertThat(form.getFindings())
                .containsExactly("leads back to itself", "item Other: setting Limit: is too small");
        form.show(List.of());
        assertThat(form.getFaulty()).isEmpty();
        assertThat(form.getFindings()).isEmpty();
    }

    @Test
    void shouldFindAValueThatIsToldToBeNone() {
        ItemForm form = form(Map.of());

        field(form, "Greeting").setEmptied(true);
        field(form, "Greeting").setValue("Hi");

        assertThat(form.contradictions()).extracting(ConfigFault::setting).containsExactly("Greeting");
    }

    @Test
    void shouldOfferTheItemsThatReceiveItsOwnTargetsFirst() {
        HostClass service = new HostCatalog().find("HttpService").orElseThrow();
        Map<String, HostKind> kinds = new TreeMap<>(Map.of(
                "A", HostKind.OPERATION, "B", HostKind.PROCESS, "In", HostKind.SERVICE, "Other", HostKind.SERVICE));
        ItemConfig item = new ItemConfig("In", "HttpService", true, "", Map.of(), List.of("Gone", "B"));

        ItemForm form = ItemForm.of(item, Optional.of(service), PROJECT, kinds);

        assertThat(form.getTargets()).extracting(TargetChoice::getName).containsExactly("Gone", "B", "A");
        assertThat(form.getTargets()).extracting(TargetChoice::isChosen).containsExactly(true, true, false);
        form.getTargets().get(0).setChosen(false);
        form.getTargets().get(2).setChosen(true);
        assertThat(form.config().targets()).containsExactly("B", "A");
    }

    @Test
    void shouldOfferAnOperationNoTargets() {
        ItemForm form = ItemForm.of(
                new ItemConfig("Out", "Sample", true, "", Map.of(), List.of()),
                Optional.of(SAMPLE),
                PROJECT,
                Map.of("B", HostKind.PROCESS));

        assertThat(form.getTargets()).isEmpty();
    }

    private static ItemForm form(Map<String, String> settings) {
        return ItemForm.of(
                new ItemConfig("Out", "Sample", true, "", settings, List.of()), Optional.of(SAMPLE), PROJECT, Map.of());
    }

    private static SettingField field(ItemForm form, String name) {
        return form.getGroups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An interceptor as an extension brings it. */
    @Setting(name = "Key", type = SettingType.STRING, required = true, description = "The seal's key.")
    public static final class Seal implements Interceptor {}

    @Test
    void shouldHaveFieldsForTheSettingsOfUsersOwnInterceptors() {
        HostCatalog catalog = new HostCatalog() {
            @Override
            public Map<String, Class<? extends Interceptor>> interceptors() {
                return Map.of("site.Seal", Seal.class);
            }
        };
        Map<String, String> given = Map.of("FilePath", "/tmp", "Interceptors", "site.Seal", "site.Seal.Key", "word");
        ItemConfig item = new ItemConfig("Out", "FileOperation", true, "", given, List.of());

        ItemForm form =
                ItemForm.of(item, catalog.find("FileOperation").map(catalog::withInterceptors), PROJECT, Map.of());

        assertThat(form.getGroups())
                .filteredOn(group -> group.name().equals("general"))
                .flatExtracting(SettingGroup::fields)
                .extracting(SettingField::getName)
                .contains("site.Seal.Key");
        assertThat(form.config().settings()).containsEntry("site.Seal.Key", "word");
    }
}
