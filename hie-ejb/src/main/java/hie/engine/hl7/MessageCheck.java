package hie.engine.hl7;

import hie.api.host.HostContext;
import hie.api.message.Message;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import hie.engine.hl7.schema.SchemaCategory;
import hie.engine.hl7.schema.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an item checks of its messages, and where those go that fail: its settings Validation, MessageSchemaCategory (where it has that)
 * and BadMessageHandler. Immutable.
 */
public final class MessageCheck {

    /** Header property: what a message is held against, as {@link SchemaCategory.DocType} writes it; absent for what it says itself. */
    public static final String DOC_TYPE = "DocType";

    private static final String VALIDATION = "Validation";
    private static final String CATEGORY = "MessageSchemaCategory";
    private static final String HANDLER = "BadMessageHandler";

    private final String item;
    private final Hl7Validator validator;
    private final boolean hasCategory;
    private final String handler;

    private MessageCheck(String item, Hl7Validator validator, boolean hasCategory, String handler) {
        this.item = item;
        this.validator = validator;
        this.hasCategory = hasCategory;
        this.handler = handler;
    }

    /**
     * The check of an item.
     *
     * @throws SettingException when its settings contradict each other, or it is not connected to its handler
     */
    public static MessageCheck of(HostContext item) {
        SettingValues settings = item.settings();
        ValidationRules rules = ValidationRules.parse(settings.text(VALIDATION));
        String category = settings.has(CATEGORY) ? settings.text(CATEGORY) : "";
        String handler = settings.optional(HANDLER).orElse(null);
        if (handler != null && !item.targets().contains(handler)) {
            throw new SettingException(
                    HANDLER, "there is no connection to '" + handler + "'; connect the items, or correct the name");
        }
        Schemas schemas = Schemas.of(item.documents());
        SchemaCategory held = SchemaCategory.parse(category);
        for (String name : held.categories()) {
            schemas.fault(name).ifPresent(fault -> {
                throw new SettingException(CATEGORY, fault);
            });
        }
        return new MessageCheck(item.itemName(), new Hl7Validator(rules, held, schemas), !category.isBlank(), handler);
    }

    /** The item that gets messages that fail; empty when they are refused. */
    public Optional<String> handler() {
        return Optional.ofNullable(handler);
    }

    /** The targets of good messages. */
    public List<String> targets(HostContext item) {
        return handler == null
                ? item.targets()
                : item.targets().stream()
                        .filter(target -> !target.equals(handler))
                        .toList();
    }

    /** The message with what it is held against in its header, where the item's category says that. */
    public Message described(Message message) {
        return hasCategory
                ? message.with(message.header()
                        .withProperty(
                                DOC_TYPE,
                                validator.docType(message.body().hl7()).toString()))
                : message;
    }

    /** What is wrong with a message; empty when nothing is, nothing is checked, or what was found is only reported. */
    public List<Hl7Finding> faults(Message message) {
        if (!validator.rules().isChecking()) {
            return List.of();
        }
        List<Hl7Finding> findings =
                validator.check(message.body().hl7(), message.body().bytes(), docType(message));
        if (!findings.isEmpty() && validator.rules().reportsOnly()) {
            Hl7Log.LOG.faulty(item, message.header().id(), text(findings));
            return List.of();
        }
        return findings;
    }

    private SchemaCategory.DocType docType(Message message) {
        return message.header()
                .property(DOC_TYPE)
                .flatMap(SchemaCategory.DocType::parse)
                .orElseGet(() -> validator.docType(message.body().hl7()));
    }

    /** Findings in one text. */
    public static String text(List<Hl7Finding> findings) {
        return findings.stream().map(Hl7Finding::toString).collect(Collectors.joining("; "));
    }
}
