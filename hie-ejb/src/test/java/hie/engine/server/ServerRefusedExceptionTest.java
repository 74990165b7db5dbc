package hie.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class ServerRefusedExceptionTest {

    @Test
    void shouldSayTheInnermostCause() {
        ModelNode description = new ModelNode();
        description
                .get("WFLYCTRL0080: Failed services")
                .get("jboss.deployment.unit")
                .set("Failed to start service\n    Caused by: java.lang.RuntimeException: outer\n"
                        + "    Caused by: jakarta.resource.ResourceException: port 2575 is taken");

        assertThat(new ServerRefusedException(description)).hasMessage("port 2575 is taken");
    }

    @Test
    void shouldSayTheWholeTextWithoutACause() {
        assertThat(new ServerRefusedException(new ModelNode("WFLYCTRL0212: Duplicate resource ")))
                .hasMessage("WFLYCTRL0212: Duplicate resource");
    }

    @Test
    void shouldSaySoWhenTheServerGaveNoReason() {
        assertThat(new ServerRefusedException(new ModelNode())).hasMessage("no reason given");
    }
}
