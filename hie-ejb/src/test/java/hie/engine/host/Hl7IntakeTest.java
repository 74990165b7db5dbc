package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class Hl7IntakeTest {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void shouldAnswerInTheTimeOfThePlaceWhereTheEngineRuns() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Hl7Intake intake = new Hl7Intake(FakeHostContext.of(MllpService.class, Map.of("Port", "1")));

            Hl7Message failure = Hl7Message.of(intake.failure(Messages.adt("fever")));

            assertThat(failure.headerText(7).orElseThrow()).matches("\\d{14}\\.\\d{3}\\+0530");
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
