package hie.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.Subject;
import hie.engine.production.ConflictException;
import hie.engine.production.Projects;
import hie.store.message.MessageDetail;
import hie.store.message.MessagePage;
import hie.store.message.MessageQuery;
import hie.store.message.MessageStatus;
import hie.store.message.MessageSummary;
import hie.store.message.Warehouse;
import hie.store.project.Project;
import hie.store.project.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredTrafficTest {

    private static final Subject SUBJECT = new Subject(Subject.Kind.TRANSFORM, "T");
    private static final ProjectConfig DEPLOYED = config("1");
    private static final ProjectConfig CANDIDATE = config("2");
    private static final int STORED = 5;

    private final Project project = new Project(new Workspace("default", ""), "hospital", "");
    private final Traffic traffic = new Traffic();

    private static ProjectConfig config(String value) {
        return ProjectConfig.empty("")
                .with(new ProjectDocument(
                        ProjectDocument.Kind.TRANSFORM,
                        "T",
                        "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"" + value + "\"'}\n"));
    }

    @Test
    void shouldTryTheNewestUpToTheLimit() {
        deploy();

        Comparison result = traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(3));

        assertThat(result).hasToString("Comparison[0 same, 3 different, 0 failed]");
        assertThat(result.complete()).isTrue();
        assertThat(result.changed()).extracting(Comparison.Changed::message).containsExactly(id(0), id(1), id(2));
    }

    @Test
    void shouldStopWhenItsTimeIsOverAndSaySo() {
        deploy();
        traffic.clock = new Running(Duration.ofSeconds(StoredTraffic.MOST_SECONDS / 2));

        Comparison result = traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(STORED));

        assertThat(result.complete()).isFalse();
        assertThat(result.different()).isPositive().isLessThan(STORED);
    }

    @Test
    void shouldRefuseASecondComparisonMeanwhileAndTakeOneAfterwards() {
        deploy();
        traffic.searching =
                () -> assertThatThrownBy(() -> traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(1)))
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("Another comparison");

        traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(1));
        traffic.searching = () -> {};

        assertThat(traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(1))
                        .different())
                .isOne();
    }

    @Test
    void shouldRefuseAProjectThatWasNeverDeployed() {
        assertThatThrownBy(() -> traffic.compare(project.id(), CANDIDATE, SUBJECT, selection(1)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("never been deployed");
    }

    private void deploy() {
        project.deploy(project.revise(""));
    }

    private static StoredTraffic.Selection selection(int limit) {
        return new StoredTraffic.Selection("Router", null, null, limit, 10, List.of());
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }

    /** Over a warehouse that holds some messages that differ in nothing but their ids. */
    private final class Traffic extends StoredTraffic {

        private Runnable searching = () -> {};

        private Traffic() {
            projects = new Projects() {
                @Override
                public Project project(UUID id) {
                    return project;
                }

                @Override
                public ProjectConfig config(UUID id, int revision) {
                    return DEPLOYED;
                }
            };
            warehouse = new Warehouse(null) {
                @Override
                public MessagePage search(MessageQuery query, String cursor, int limit) {
                    searching.run();
                    return new MessagePage(
                            IntStream.range(0, STORED)
                                    .mapToObj(StoredTrafficTest::summary)
                                    .toList(),
                            Optional.empty());
                }

                @Override
                public Optional<MessageDetail> find(UUID id) {
                    return Optional.of(detail(id));
                }

                @Override
                public Optional<byte[]> body(UUID id) {
                    return Optional.of(Messages.adt().body().bytes());
                }
            };
        }
    }

    private static MessageSummary summary(int number) {
        return new MessageSummary(
                id(number),
                id(number),
                Messages.CREATED,
                "default/hospital",
                "In",
                "",
                "",
                "",
                1,
                MessageStatus.COMPLETED);
    }

    private static MessageDetail detail(UUID id) {
        return new MessageDetail(
                id,
                id,
                null,
                null,
                Messages.CREATED,
                "default/hospital",
                "In",
                true,
                "",
                4,
                Message.HL7_V2,
                "ADT_A01",
                "2.5",
                "",
                "",
                "",
                "",
                1,
                MessageStatus.COMPLETED);
    }

    /** A clock that goes on by a step each time that it is looked at. */
    private static final class Running extends Clock {

        private final Duration step;
        private Instant now = Messages.CREATED;

        private Running(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock has one zone");
        }
    }
}
