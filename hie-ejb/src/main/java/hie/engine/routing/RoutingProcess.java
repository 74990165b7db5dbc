package hie.engine.routing;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.MessageRefusedException;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import hie.engine.hl7.Hl7Finding;
import hie.engine.hl7.MessageCheck;
import hie.engine.hl7.ValidationRules;
import hie.engine.rule.CompiledRules;
import hie.engine.rule.RuleLibrary;
import hie.engine.rule.RuleOutcome;
import hie.engine.rule.RuleTextException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends each message where rules say: a rule set among the project's documents, or, for small cases, a few lines in a setting. Of
 * lines the first that holds decides, and a message for which none holds goes to the error queue: it was accepted, so it must not
 * vanish. A rule set decides as in IRIS, and may send a message nowhere; the trace says so.
 */
@Description("Sends each message where rules say: a rule set, or, for small cases, a few lines in a setting.")
@Setting(
        name = "BusinessRuleName",
        type = SettingType.RULE_SET,
        description =
                "The rule set that says where messages go: rules/NAME.yaml among the project's documents. Either this or Rules is given.")
@Setting(
        name = "Rules",
        type = SettingType.TEXT,
        description =
                "For small cases, one rule a line: when MSH-9.1 = \"ADT\" send Wards, Billing. The first that holds is taken; otherwise send … comes last.")
@Setting(
        name = "Validation",
        type = SettingType.STRING,
        syntax = ValidationRules.Syntax.class,
        description =
                "What of an HL7 v2 message is checked before rules are asked, as at a service: IRIS' flags such as dm-z, or structure, fields, types "
                        + "or tables; report-only. Empty for nothing.")
@Setting(
        name = "BadMessageHandler",
        type = SettingType.STRING,
        description =
                "The target that gets messages that Validation finds faulty, and what is to be HL7 v2 and has no MSH, whatever Validation says, in "
                        + "place of those that rules name. Empty: what is faulty goes to the error queue.")
public final class RoutingProcess extends BusinessProcess {

    private static final String RULES = "Rules";
    private static final String RULE_SET = "BusinessRuleName";

    private final Clock clock = Clock.systemDefaultZone();
    private List<Rule> lines = List.of();
    private CompiledRules rules;
    private MessageCheck check;

    @Override
    public void onInit() {
        check = MessageCheck.of(context());
        Optional<String> ruleSet = context().settings().optional(RULE_SET);
        Optional<String> text = context().settings().optional(RULES);
        if (ruleSet.isPresent() == text.isPresent()) {
            throw new SettingException(
                    RULE_SET,
                    ruleSet.isPresent()
                            ? "Rules is given as well; leave one of them out"
                            : "neither it nor Rules is given (expected: the name of a rule set)");
        }
        text.ifPresent(this::read);
        ruleSet.ifPresent(this::find);
    }

    private void read(String text) {
        lines = parse(text);
        for (Rule rule : lines) {
            for (String target : rule.targets()) {
                requireConnection(RULES, "rule line " + rule.line(), target);
            }
        }
    }

    private void find(String name) {
        try {
            rules = new RuleLibrary(context().documents())
                    .rules(name)
                    .orElseThrow(() -> new SettingException(
                            RULE_SET, "there is no rule set '" + name + "' (expected: rules/" + name + ".yaml)"));
        } catch (RuleTextException e) {
            throw new SettingException(RULE_SET, e.getMessage(), e);
        }
        rules.targets().forEach(use -> requireConnection(RULE_SET, use.where(), use.target()));
    }

    private void requireConnection(String setting, String where, String target) {
        if (!context().targets().contains(target)) {
            throw new SettingException(
                    setting,
                    where + ": there is no connection to '" + target + "'; connect the items, or correct the name");
        }
    }

    private static List<Rule> parse(String text) {
        try {
            return RuleParser.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingException(RULES, e.getMessage(), e);
        }
    }

    @Override
    public void process(Message message, Outbox outbox) {
        if (Message.HL7_V2.equals(message.header().contentType())) {
            String faults = faults(message);
            if (!faults.isEmpty()) {
                bad(message, faults, outbox);
                return;
            }
        }
        if (rules != null) {
            RuleOutcome outcome = rules.run(message, ZonedDateTime.now(clock));
            outcome.log().forEach(outbox::note);
            if (outcome.sendings().isEmpty()) {
                outbox.note("sent nowhere");
            }
            send(outcome, message, outbox);
            return;
        }
        for (Rule rule : lines) {
            if (rule.condition().holds(message)) {
                outbox.note("rule line " + rule.line());
                rule.targets().forEach(target -> outbox.send(target, message));
                rule.topics().forEach(topic -> outbox.publish(topic, message));
                return;
            }
        }
        throw new IllegalStateException("no rule holds for this message; add a line 'otherwise send …' to the rules");
    }

    /** What keeps HL7 v2 from the rules; empty when nothing does. Without a handler, rules judge also what cannot be read. */
    private String faults(Message message) {
        if (check.handler().isPresent() && !message.body().hl7().hasHeader()) {
            return "MSH: is missing";
        }
        List<Hl7Finding> faults = check.faults(message);
        return faults.isEmpty() ? "" : MessageCheck.text(faults);
    }

    private void bad(Message message, String faults, Outbox outbox) {
        String handler = check.handler().orElseThrow(() -> new MessageRefusedException(faults));
        outbox.note("not as its schema has it, so it goes to " + handler + ": " + faults);
        outbox.send(handler, message);
    }

    /** A message that goes to a target twice goes there as two messages: the queue would take the second for a repetition. */
    private void send(RuleOutcome outcome, Message message, Outbox outbox) {
        Set<String> served = new HashSet<>();
        for (RuleOutcome.Sending sending : outcome.sendings()) {
            boolean isAgain = sending.message() == message && !served.add(sending.target());
            outbox.send(
                    sending.target(),
                    isAgain
                            ? message.derive(
                                    context().itemName(), message.body().bytes())
                            : sending.message());
        }
    }
}
