package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Predicate;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkRightsTest {

    private static final String ITEM = "hie.item.default.hospital.Router";

    private ActiveMQServer broker;
    private NetworkRights rights;

    @BeforeEach
    void start() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        broker = ActiveMQServers.newActiveMQServer(configuration, false);
        broker.start();
        NetworkRights.of("hie.item.default.hospital.Other").grant(broker, Set.of("hie.reply.other-1"));
        rights = NetworkRights.of(ITEM);
        rights.grant(broker, Set.of("hie.reply.router-1"));
    }

    @AfterEach
    void stop() throws Exception {
        broker.stop();
    }

    private boolean may(Predicate<Role> what, String queue) {
        Set<Role> all = broker.getSecurityRepository().getMatch(ItemQueues.BROKER_PREFIX + queue);
        return all != null && all.stream().anyMatch(role -> rights.roles().contains(role.getName()) && what.test(role));
    }

    private boolean maySend(String queue) {
        return may(Role::isSend, queue);
    }

    private boolean mayTake(String queue) {
        return may(Role::isConsume, queue);
    }

    @Test
    void shouldLetAWorkerTakeItsOwnMessagesAndReplies() {
        assertThat(mayTake(ITEM)).isTrue();
        assertThat(mayTake("hie.reply.router-1")).isTrue();
    }

    @Test
    void shouldLetAWorkerSendWithinItsProject() {
        assertThat(maySend(ITEM)).isTrue();
        assertThat(maySend("hie.item.default.hospital.Other")).isTrue();
        assertThat(maySend("hie.item.default.hospital.Third")).isTrue();
        assertThat(maySend("hie.lifo.default.hospital.Third")).isTrue();
        assertThat(maySend("hie.reply.node")).isTrue();
        assertThat(maySend(Broker.TRACE_QUEUE)).isTrue();
        assertThat(maySend(Broker.ERROR_QUEUE)).isTrue();
    }

    @Test
    void shouldLetAWorkerDoNothingElse() {
        assertThat(mayTake("hie.item.default.hospital.Other")).isFalse();
        assertThat(mayTake("hie.item.default.hospital.Third")).isFalse();
        assertThat(mayTake("hie.reply.other-1")).isFalse();
        assertThat(mayTake(Broker.TRACE_QUEUE)).isFalse();
        assertThat(mayTake(Broker.ERROR_QUEUE)).isFalse();
        assertThat(maySend("hie.item.default.clinic.Router")).isFalse();
        assertThat(maySend("hie.in.default.hospital.Jms")).isFalse();
        assertThat(may(Role::isManage, ITEM)).isFalse();
        assertThat(may(Role::isCreateDurableQueue, ITEM)).isFalse();
    }
}
