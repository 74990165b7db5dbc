package hie.engine.bpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTextTest {

    static final String ALL = """
            request: EnsLib.HL7.Message
            response: Ens.Response
            context:
            - name: Ward
              type: text
              value: '"none"'
            - name: Answer
              type: message
            do:
            - assign: context.Ward
              value: request.{PV1:3.1}
              name: where
            - call: Ask lab
              target: To Lab
              async: true
              timeout: '5'
              request:
              - assign: callrequest
                value: request
              response:
              - assign: context.Answer
                value: callresponse
            - sync: [Ask lab, Ask pharmacy]
              timeout: '"PT10S"'
            - choose: Approved?
              cases:
              - when: context.Ward = "W1"
                name: surgery
                do:
                - transform: To_Billing
                  source: request
                  target: context.Answer
              - otherwise: ''
                do: []
            - while: context.Ward = ""
              do:
              - delay: 1
            - rule: Wards
              result: context.Ward
            - trace: '"seen"'
              disabled: true
            - alert: '"seen"'
            - reply: ''
            - sequence: end
              do:
              - comment: nothing
            """;

    @Test
    void shouldReadWhatItWrites() {
        ProcessDefinition definition = ProcessText.read(ALL);
        String written = ProcessText.write(definition);

        assertThat(ProcessText.write(ProcessText.read(written))).isEqualTo(written);
        assertThat(definition.activities()).hasSize(10);
        assertThat(definition.context()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "- reply: ''; - repeat: ''; line 43: expected one of assign, call",
                "type: message; type: object; line 7: type: 'object' is not known",
                "name: Answer; name: An-swer; line 7: name: 'An-swer' cannot be one",
                "target: To Lab; goal: To Lab; line 13: 'target' is missing",
                "result: context; source: context; line 39: 'source' is not known here"
            })
    void shouldNameWhatCannotBeWithItsLine(String good, String bad, String fault) {
        assertThatExceptionOfType(ProcessTextException.class)
                .isThrownBy(() -> ProcessText.read(ALL.replace(good, bad)))
                .satisfies(e -> assertThat(e.faults())
                        .anySatisfy(found -> assertThat(found).contains(fault)));
    }
}
