package hie.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Messages;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RoutingWorkTest {

    @Test
    void shouldTellHowManyTargetsAMessageHas() {
        ToIntFunction<byte[]> work = new RoutingWork().apply("""
                sets:
                - rules:
                  - do:
                    - when: HL7.{PV1:2} = "I"
                      do: [{send: [A, B]}]
                """);

        assertThat(work.applyAsInt(Messages.adt().body().bytes())).isEqualTo(2);
        assertThat(work.applyAsInt("MSH|^~\\&|A\rPV1|1|E\r".getBytes())).isZero();
    }
}
