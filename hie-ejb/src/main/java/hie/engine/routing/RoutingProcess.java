package hie.engine.routing;

import hie.api.host.BusinessProcess;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import java.util.List;

/**
 * Sends each message to the targets of the first rule that holds for it. A message for which none holds goes to the error
 * queue: it was accepted, so it must not vanish.
 */
@Setting(
        name = "Rules",
        type = SettingType.TEXT,
        required = true,
        description =
                "One rule a line: when MSH-9.1 = \"ADT\" send Wards, Billing. The first that holds is taken; otherwise send … comes last.")
public final class RoutingProcess extends BusinessProcess {

    private static final String RULES = "Rules";

    private List<Rule> rules;

    @Override
    public void onInit() {
        rules = parse(context().settings().text(RULES));
        for (Rule rule : rules) {
            for (String target : rule.targets()) {
                if (!context().targets().contains(target)) {
                    throw new SettingException(
                            RULES,
                            "rule line " + rule.line() + ": there is no connection to '" + target
                                    + "'; connect the items, or correct the name");
                }
            }
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
        for (Rule rule : rules) {
            if (rule.condition().holds(message)) {
                outbox.note("rule line " + rule.line());
                rule.targets().forEach(target -> outbox.send(target, message));
                rule.topics().forEach(topic -> outbox.publish(topic, message));
                return;
            }
        }
        throw new IllegalStateException("no rule holds for this message; add a line 'otherwise send …' to the rules");
    }
}
