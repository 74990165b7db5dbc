package hie.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class ServerRefusedExceptionTest {

    @Test
    void shouldTellTheInnermostCause() {
        assertThat(message("Failed services => java.lang.RuntimeException: WFLYEJB0501: Failed to activate\n"
                        + "    Caused by: java.lang.RuntimeException: WFLYEJB0501: Failed to activate\n"
                        + "    Caused by: java.lang.IllegalStateException: no such class\"}"))
                .isEqualTo("no such class");
    }

    @Test
    void shouldTellTheCauseThatQuotesTheInnermostOne() {
        assertThat(message("Failed services\n"
                        + "    Caused by: jakarta.resource.ResourceException: Item In cannot listen on port 2575: Address in use\n"
                        + "    Caused by: java.net.BindException: Address in use\"}"))
                .isEqualTo("Item In cannot listen on port 2575: Address in use");
    }

    @Test
    void shouldTellADescriptionWithoutCauses() {
        assertThat(message("WFLYCTL0212: Duplicate resource")).isEqualTo("WFLYCTL0212: Duplicate resource");
        assertThat(new ServerRefusedException(new ModelNode())).hasMessage("no reason given");
    }

    private static String message(String description) {
        return new ServerRefusedException(new ModelNode(description)).getMessage();
    }
}
