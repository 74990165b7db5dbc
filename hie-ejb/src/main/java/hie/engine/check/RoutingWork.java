package hie.engine.check;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.rule.CompiledRules;
import hie.engine.rule.RuleLibrary;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What {@code ./hie bench --routing} measures: rules deciding where a message of HL7 v2 goes, from its bytes to its targets. Made of the text of a rule set; tells how many
 * targets a message has. The command line names it, and does not know it.
 */
public final class RoutingWork implements Function<String, ToIntFunction<byte[]>> {

    @Override
    public ToIntFunction<byte[]> apply(String ruleSet) {
        CompiledRules rules = new RuleLibrary(
                        ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.RULES, "Bench"), ruleSet)))
                .rules("Bench")
                .orElseThrow();
        MessageHeader header = MessageHeader.inbound(MessageIds.next(), Instant.now(), "From Lab", Message.HL7_V2);
        ZonedDateTime now = ZonedDateTime.now();
        return bytes -> rules.run(new Message(header, MessageBody.of(bytes)), now)
                .sendings()
                .size();
    }
}
