package hie.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.host.MessageRefusedException;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RoutingProcessTest {

    private static final Message ADT = Messages.adt();

    private final RecordingOutbox outbox = new RecordingOutbox();

    private static RoutingProcess router(String rules) {
        RoutingProcess router = new RoutingProcess();
        router.attach(FakeHostContext.of(RoutingProcess.class, Map.of("Rules", rules), "Wards", "To Receiver", "Rest"));
        router.onInit();
        return router;
    }

    @Test
    @Tag("setting:RoutingProcess.Validation")
    @Tag("setting:RoutingProcess.BadMessageHandler")
    void shouldSendWhatValidationFindsFaultyToTheHandlerInPlaceOfRules() {
        Map<String, String> settings =
                Map.of("Rules", "otherwise send Out", "Validation", "dm-z", "BadMessageHandler", "Bad");
        Message faulty = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rPID|1\r");

        router(settings, "Out", "Bad").process(faulty, outbox);
        assertThat(outbox.targets).containsExactly("Bad");
        assertThat(outbox.notes)
                .singleElement()
                .satisfies(note -> assertThat(note).contains("EVN: is missing"));

        router(Map.of("Rules", "otherwise send Out"), "Out", "Bad").process(faulty, outbox);
        assertThat(outbox.targets).containsExactly("Bad", "Out");

        assertThatThrownBy(() -> router(Map.of("Rules", "otherwise send Out", "Validation", "dm-z"), "Out")
                        .process(faulty, outbox))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("PV1: is missing");
        assertThatThrownBy(() -> router(settings, "Out"))
                .hasMessageContaining("BadMessageHandler: there is no connection to 'Bad'");
    }

    @Test
    @Tag("setting:RoutingProcess.BadMessageHandler")
    void shouldSendWhatCannotBeReadToTheHandlerAlsoWithoutValidation() {
        Map<String, String> settings = Map.of("Rules", "otherwise send Out", "BadMessageHandler", "Bad");

        router(settings, "Out", "Bad").process(Messages.hl7("no HL7 at all"), outbox);
        router(settings, "Out", "Bad").process(Messages.of("{}", "application/json"), outbox);
        router(settings, "Out", "Bad").process(ADT, outbox);
        router(Map.of("Rules", "otherwise send Out"), "Out").process(Messages.hl7("no HL7 at all"), outbox);

        assertThat(outbox.targets).containsExactly("Bad", "Out", "Out", "Out");
        assertThat(outbox.notes.getFirst()).contains("so it goes to Bad: MSH: is missing");
    }

    @Test
    void shouldHoldAMessageAgainstWhatItsServiceSays() {
        RoutingProcess router = router(Map.of("Rules", "otherwise send Out", "Validation", "d"), "Out");
        Message site = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||XYZ^Q01|1|P|2.1\rPID|1\r");

        router.process(site.with(site.header().withProperty("DocType", "2.5:ADT_A01")), outbox);

        assertThat(outbox.targets).containsExactly("Out");
        assertThatThrownBy(() -> router.process(site, outbox)).isInstanceOf(MessageRefusedException.class);
    }

    private static RoutingProcess router(Map<String, String> settings, String... targets) {
        RoutingProcess router = new RoutingProcess();
        router.attach(FakeHostContext.of(RoutingProcess.class, settings, targets));
        router.onInit();
        return router;
    }

    @Test
    @Tag("setting:RoutingProcess.Rules")
    void shouldTakeTheFirstRuleThatHoldsAndNoOther() {
        RoutingProcess router = router("""
                when MSH-9.1 = "ORU" send Rest
                when MSH-9.1 = "ADT" send Wards, To Receiver
                when exists PID-3 send Rest
                """);

        router.process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("Wards", "To Receiver");
        assertThat(outbox.messages).allMatch(message -> message == ADT);
        assertThat(outbox.notes).containsExactly("rule line 2");
    }

    @Test
    void shouldTakeOtherwiseWhenNoRuleHolds() {
        router("when MSH-9.1 = \"ORU\" send Wards\notherwise send Rest").process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("Rest");
    }

    @Test
    void shouldPublishToTheTopicsOfARule() {
        router("when MSH-9.1 = \"ADT\" publish Admissions, ward.7\notherwise send Rest")
                .process(Messages.adt(), outbox);

        assertThat(outbox.topics).containsExactly("Admissions", "ward.7");
        assertThat(outbox.targets).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router("otherwise publish \"no name\""))
                .withMessageContaining("'no name' is no name of a topic");
    }

    @Test
    void shouldSendADroppedMessageNowhereAndSayByWhichRule() {
        router("when MSH-9.1 = \"ADT\" drop\notherwise send Rest").process(ADT, outbox);

        assertThat(outbox.targets).isEmpty();
        assertThat(outbox.notes).containsExactly("rule line 1");
    }

    @Test
    void shouldFailWhenNoRuleHoldsSoThatTheMessageDoesNotVanish() {
        RoutingProcess router = router("when MSH-9.1 = \"ORU\" send Wards");

        assertThatIllegalStateException()
                .isThrownBy(() -> router.process(ADT, outbox))
                .withMessageContaining("no rule holds")
                .withMessageContaining("otherwise send");
        assertThat(outbox.targets).isEmpty();
    }

    @Test
    void shouldNotStartWithATargetThatIsNotConnected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router("# first\notherwise send Wards, Nowhere"))
                .withMessageContaining("Rules: rule line 2")
                .withMessageContaining("'Nowhere'");
    }

    @Test
    void shouldNotStartWithRulesThatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router("otherwise deliver Wards"))
                .withMessageStartingWith("Rules: rule line 1");
    }

    private static final String RULE_SET = """
            sets:
            - rules:
              - name: Everybody
                do:
                - send: [Wards, Rest]
              - name: Admissions
                do:
                - when: HL7.{MSH:9.2} = "A01"
                  do:
                  - send: Wards
                  - return:
              - name: Late
                do:
                - send: To Receiver
            """;

    private static RoutingProcess ruled(Map<String, String> settings, String... targets) {
        RoutingProcess router = new RoutingProcess();
        router.attach(FakeHostContext.of(RoutingProcess.class, settings, targets)
                .with(ProjectDocuments.of(
                        Map.of(new ProjectDocuments.Key(ProjectDocuments.RULES, "Site.Rules"), RULE_SET))));
        router.onInit();
        return router;
    }

    @Test
    @Tag("setting:RoutingProcess.BusinessRuleName")
    void shouldDoWhatTheRuleSetSaysAndNoteWhy() {
        ruled(Map.of("BusinessRuleName", "Site.Rules"), "Wards", "Rest", "To Receiver")
                .process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("Wards", "Rest", "Wards");
        assertThat(outbox.messages.subList(0, 2)).allMatch(message -> message == ADT);
        assertThat(outbox.messages.get(2).header().id())
                .as("a second message to the same target is one of its own")
                .isNotEqualTo(ADT.header().id());
        assertThat(outbox.notes)
                .containsExactly(
                        "rule 'Everybody' of 'Site.Rules': send Wards, Rest",
                        "rule 'Admissions' of 'Site.Rules': when holds, line 8",
                        "send Wards",
                        "return, line 11");
    }

    @Test
    void shouldRefuseARuleSetThatIsMissingOrNamesATargetWithoutConnection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ruled(Map.of("BusinessRuleName", "Site.Rulez")))
                .withMessageContaining("there is no rule set 'Site.Rulez' (expected: rules/Site.Rulez.yaml)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ruled(Map.of("BusinessRuleName", "Site.Rules"), "Wards", "Rest"))
                .withMessageContaining(
                        "rule set 'Site.Rules', rule 'Late', line 14: there is no connection to 'To Receiver'");
    }

    @Test
    void shouldWantARuleSetOrLinesAndNotBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ruled(Map.of()))
                .withMessageContaining("neither it nor Rules is given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ruled(Map.of("BusinessRuleName", "Site.Rules", "Rules", "otherwise send Rest")))
                .withMessageContaining("leave one of them out");
    }
}
