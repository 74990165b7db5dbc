package hie.engine.alert;

import static hie.engine.alert.IncidentNotice.Event.OPENED;
import static hie.engine.alert.IncidentNotice.Event.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import hie.store.incident.Incident;
import hie.store.incident.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each alert opens once, follows what is measured, and resolves by itself. */
class ItemWatchTest {

    private static AlertLimits queueCount(int limit) {
        return new AlertLimits(false, 0, Duration.ZERO, limit, Duration.ZERO, Duration.ZERO, 0);
    }

    @Test
    @Tag("setting:QueuedHost.QueueCountAlert")
    void shouldOpenFollowAndResolveWhenTooManyMessagesWait() {
        WatchedItem item = new WatchedItem(queueCount(100));
        item.depth = 99;
        item.after(5);
        assertThat(item.repository.all).isEmpty();

        item.depth = 100;
        item.after(5);
        item.depth = 250;
        item.after(5);
        item.depth = 85;
        item.after(5);

        Incident incident = item.only();
        assertThat(incident.isOpen()).as("85 is not below 80 % of 100").isTrue();
        assertThat(incident.kind()).isEqualTo(IncidentKind.QUEUE_DEPTH);
        assertThat(incident.measured()).isEqualTo(85);
        assertThat(incident.worst()).isEqualTo(250);
        assertThat(incident.text()).contains("85 messages", "QueueCountAlert: 100");
        item.depth = 79;
        item.after(5);
        assertThat(item.only().isOpen()).isFalse();
        assertThat(item.only().resolution()).isEqualTo("79 messages wait");
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    void shouldNotOpenBetweenTheResetShareAndTheLimit() {
        WatchedItem item = new WatchedItem(queueCount(100));
        item.depth = 85;

        item.after(5).after(5);

        assertThat(item.repository.all).isEmpty();
    }

    @Test
    void shouldOpenASecondIncidentWhenTheTroubleComesBack() {
        WatchedItem item = new WatchedItem(queueCount(10));
        item.depth = 10;
        item.after(5);
        item.depth = 0;
        item.after(5);
        item.depth = 10;
        item.after(5);

        assertThat(item.told()).containsExactly(OPENED, RESOLVED, OPENED);
        assertThat(item.repository.all).hasSize(2);
    }

    @Test
    void shouldOpenNoSecondIncidentWhenTheEngineIsStartedAnew() {
        WatchedItem item = new WatchedItem(queueCount(10));
        item.depth = 10;
        item.after(5);

        item.engineRestarts();
        item.after(5);

        assertThat(item.told()).containsExactly(OPENED);
    }

    @Test
    @Tag("setting:QueuedHost.QueueWaitAlert")
    void shouldOpenFollowAndResolveWhenAMessageWaitsTooLong() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ofSeconds(60), Duration.ZERO, 0));
        item.depth = 1;
        item.oldestAge = Duration.ofSeconds(59);
        item.after(5);
        assertThat(item.repository.all).isEmpty();
        item.oldestAge = Duration.ofSeconds(64);
        item.after(5);
        item.oldestAge = Duration.ofSeconds(69);
        item.after(5);

        assertThat(item.only().kind()).isEqualTo(IncidentKind.QUEUE_WAIT);
        assertThat(item.only().measured()).isEqualTo(69);
        item.depth = 0;
        item.oldestAge = Duration.ZERO;
        item.after(5);
        assertThat(item.only().resolution()).isEqualTo("no message waits");
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:Host.AlertOnError")
    void shouldOpenFollowAndResolveWhenAMessageFails() {
        WatchedItem item = new WatchedItem(new AlertLimits(true, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 0));
        item.after(5);
        assertThat(item.repository.all).isEmpty();
        item.errors = 1;
        item.after(5);
        item.errors = 3;
        item.after(5);

        assertThat(item.only().kind()).isEqualTo(IncidentKind.ERROR);
        assertThat(item.only().measured()).isEqualTo(3);
        item.after(ItemWatch.ERROR_QUIET.toSeconds() - 1);
        assertThat(item.only().isOpen()).isTrue();
        item.after(1);
        assertThat(item.only().isOpen()).isFalse();
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    void shouldSeeTheErrorsOfAnItemThatWasStartedAnew() {
        WatchedItem item = new WatchedItem(new AlertLimits(true, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 0));
        item.errors = 7;
        item.after(5);
        item.after(600);
        item.errors = 2;
        item.after(5);

        assertThat(item.told()).containsExactly(OPENED, RESOLVED, OPENED);
    }

    @Test
    @Tag("setting:Host.ErrorRateAlert")
    void shouldOpenFollowAndResolveWhenTooManyMessagesFailWithinAMinute() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 10, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 0));
        item.errors = 6;
        item.after(5);
        item.after(61);
        item.errors = 12;
        item.after(5);
        assertThat(item.repository.all).as("6 in each of two minutes").isEmpty();

        item.errors = 17;
        item.after(5);
        item.errors = 19;
        item.after(5);

        assertThat(item.only().kind()).isEqualTo(IncidentKind.ERROR_RATE);
        assertThat(item.only().measured()).isEqualTo(13);
        item.after(70);
        assertThat(item.only().isOpen()).isFalse();
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:Host.InactivityTimeout")
    void shouldOpenFollowAndResolveWhenNoMessageComes() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ofSeconds(300), 0, Duration.ZERO, Duration.ZERO, 0));
        item.after(0);
        item.after(299);
        assertThat(item.repository.all).isEmpty();
        item.after(1);
        item.after(60);

        assertThat(item.only().kind()).isEqualTo(IncidentKind.INACTIVITY);
        assertThat(item.only().measured()).isEqualTo(360);
        item.lastActivity = Optional.of(item.now);
        item.after(5);
        assertThat(item.only().resolution()).isEqualTo("a message came");
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    void shouldExpectNoMessagesOfAnItemThatDoesNotRun() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ofSeconds(300), 0, Duration.ZERO, Duration.ZERO, 0));
        item.after(0);
        item.after(300);
        item.running = false;
        item.after(5);
        assertThat(item.only().resolution()).isEqualTo("the item does not run");

        item.running = true;
        item.after(5);
        item.after(299);

        assertThat(item.told()).as("the silence begins with the start").containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:BusinessOperation.DisconnectedAlert")
    void shouldOpenFollowAndResolveWhenTheDestinationGivesNoAnswer() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ofSeconds(30), 0));
        item.unreachableSince = Optional.of(item.now);
        item.after(29);
        assertThat(item.repository.all).isEmpty();
        item.after(1);
        item.after(10);

        assertThat(item.only().kind()).isEqualTo(IncidentKind.DISCONNECTED);
        assertThat(item.only().measured()).isEqualTo(40);
        assertThat(item.only().text()).contains("gives no answer");
        item.unreachableSince = Optional.empty();
        item.after(5);
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:MllpService.DisconnectedAlert")
    void shouldOpenFollowAndResolveWhenNoPeerIsConnected() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ofSeconds(30), 0));
        item.peers = OptionalInt.of(0);
        item.after(0);
        item.after(29);
        assertThat(item.repository.all).isEmpty();
        item.after(1);
        item.after(5);

        assertThat(item.only().text()).contains("no peer is connected for 35 s");
        item.peers = OptionalInt.of(1);
        item.after(5);
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:MllpService.CertificateExpiryAlert")
    @Tag("setting:MllpOperation.CertificateExpiryAlert")
    void shouldOpenFollowAndResolveWhenACertificateExpires() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 30));
        Instant end = WatchedItem.BEGIN.plus(Duration.ofDays(31));
        item.certificateEnd = Optional.of(end);
        item.after(5);
        item.after(Duration.ofHours(23).toSeconds());
        assertThat(item.repository.all).isEmpty();
        item.after(Duration.ofDays(1).toSeconds());
        item.after(Duration.ofDays(40).toSeconds());

        assertThat(item.only().kind()).isEqualTo(IncidentKind.CERTIFICATE);
        assertThat(item.only().measured()).isNegative();
        assertThat(item.only().worst()).isNegative();
        assertThat(item.only().text()).contains("has expired at " + end);
        item.certificateEnd = Optional.of(item.now.plus(Duration.ofDays(365)));
        item.after(5);
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    @Tag("setting:HttpOperation.CertificateExpiryAlert")
    void shouldOpenWhenTheDestinationsCertificateExpiresBeforeTheItems() {
        WatchedItem item =
                new WatchedItem(new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 30));
        Instant end = WatchedItem.BEGIN.plus(Duration.ofDays(20));
        item.certificateEnd = Optional.of(WatchedItem.BEGIN.plus(Duration.ofDays(25)));
        item.peerCertificateEnd = Optional.of(end);
        item.after(5);

        assertThat(item.only().text()).contains("a certificate of the destination expires at " + end);
        item.certificateEnd = Optional.empty();
        item.peerCertificateEnd = Optional.of(item.now.plus(Duration.ofDays(365)));
        item.after(5);
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    void shouldOpenNothingWhenNoAlertIsSwitchedOn() {
        WatchedItem item = new WatchedItem(AlertLimits.NONE);
        item.depth = 1_000_000;
        item.oldestAge = Duration.ofDays(1);
        item.errors = 1000;
        item.peers = OptionalInt.of(0);
        item.unreachableSince = Optional.of(WatchedItem.BEGIN);
        item.certificateEnd = Optional.of(WatchedItem.BEGIN);

        item.after(5).after(100_000);

        assertThat(item.repository.all).isEmpty();
    }

    @Test
    void shouldResolveWhenTheAlertIsSwitchedOffOrTheItemIsGone() {
        WatchedItem item = new WatchedItem(queueCount(10));
        item.depth = 10;
        item.after(5);

        item.notices.addAll(item.incidents.record(Map.of(), List.of(), item.now));

        assertThat(item.only().resolution()).isEqualTo("the item is no longer deployed");
        assertThat(item.told()).containsExactly(OPENED, RESOLVED);
    }

    @Test
    void shouldRememberWhoAcknowledgedWithoutResolving() {
        WatchedItem item = new WatchedItem(queueCount(10));
        item.depth = 10;
        item.after(5);

        item.incidents.acknowledge(item.only().id(), "nurse", "calling the laboratory");
        item.after(5);

        assertThat(item.only().isOpen()).isTrue();
        assertThat(item.only().acknowledgedBy()).isEqualTo("nurse");
        assertThat(item.only().note()).isEqualTo("calling the laboratory");
    }
}
