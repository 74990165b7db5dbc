package hie.engine.alert;

import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.metrics.EngineMetrics;
import hie.engine.running.RunningItems;
import hie.engine.server.ServerCertificates;
import io.micrometer.core.instrument.Gauge;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every deployed item every {@value #PERIOD_SECONDS} seconds, and has the incidents kept and told. It does nothing
 * until {@link #start}. Where to tell, besides the log and the items named {@code Ens.Alert}, is said by environment
 * variables or system properties: {@value #MAIL_TO}, {@value #MAIL_FROM}, {@value #WEBHOOK}.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AlertWatch {

    static final String MAIL_TO = "HIE_ALERT_MAIL_TO";
    static final String MAIL_FROM = "HIE_ALERT_MAIL_FROM";
    static final String WEBHOOK = "HIE_ALERT_WEBHOOK";

    private static final long PERIOD_SECONDS = 5;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String DEFAULT_FROM = "hie@localhost";

    @Resource
    ManagedScheduledExecutorService executor;

    @Resource(lookup = "java:jboss/mail/Default")
    Session mail;

    @Inject
    RunningItems items;

    @Inject
    Incidents incidents;

    @Inject
    ServerCertificates certificates;

    @Inject
    EngineMetrics metrics;

    private final Clock clock = Clock.systemUTC();
    private final Map<ItemKey, ItemWatch> watches = new HashMap<>();
    private final List<NoticeOutbox> outboxes = new ArrayList<>();
    private final List<Future<?>> tasks = new ArrayList<>();
    private ItemSensor sensor;
    private volatile int open;
    private boolean inTrouble;
    private boolean isResumed;

    /**
     * Checks the settings, so that the engine does not start with one that does nothing.
     *
     * @throws IllegalArgumentException when one cannot be used; the text names it
     */
    public void prepare() {
        sensor = new ItemSensor(items, certificates);
        channels()
                .forEach(channel ->
                        outboxes.add(new NoticeOutbox(channel, clock, notice -> incidents.told(notice, channel))));
        Gauge.builder("hie.incidents.open", this, watch -> watch.open)
                .description("Incidents that are not resolved")
                .strongReference(true)
                .register(metrics.registry());
    }

    private List<NoticeChannel> channels() {
        List<NoticeChannel> channels = new ArrayList<>(List.of(new LogChannel(), new AlertItemChannel(items)));
        setting(MAIL_TO)
                .ifPresent(to ->
                        channels.add(new MailChannel(mail, setting(MAIL_FROM).orElse(DEFAULT_FROM), to)));
        setting(WEBHOOK).ifPresent(url -> channels.add(new WebhookChannel(url)));
        return channels;
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    /** Begins to look. Called once, when what is wanted has been made true. */
    public void start() {
        tasks.add(executor.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS));
        tasks.add(executor.scheduleWithFixedDelay(
                () -> incidents.purge(clock.instant().minus(KEPT)), 1, 24, TimeUnit.HOURS));
        for (NoticeOutbox outbox : outboxes) {
            tasks.add(executor.scheduleWithFixedDelay(outbox::flush, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS));
        }
    }

    @PreDestroy
    void stop() {
        tasks.forEach(task -> task.cancel(false));
    }

    private void look() {
        try {
            resume();
            judge(clock.instant()).forEach(notice -> outboxes.forEach(outbox -> outbox.offer(notice)));
            open = incidents.open();
            if (inTrouble) {
                AlertLog.LOG.troubleEnds();
            }
            inTrouble = false;
        } catch (RuntimeException e) {
            if (!inTrouble) {
                AlertLog.LOG.troubleBegins(PERIOD_SECONDS, e);
            }
            inTrouble = true;
        }
    }

    /** What a server that was killed has left untold is told now. */
    private void resume() {
        if (!isResumed) {
            outboxes.forEach(outbox -> incidents.untold(outbox.channel()).forEach(outbox::offer));
            isResumed = true;
        }
    }

    private List<IncidentNotice> judge(Instant now) {
        List<ItemDefinition> deployed = items.deployed();
        watches.keySet()
                .retainAll(deployed.stream().map(ItemDefinition::key).collect(java.util.stream.Collectors.toSet()));
        Map<ItemKey, List<Finding>> findings = new HashMap<>();
        for (ItemDefinition item : deployed) {
            AlertLimits limits = AlertLimits.of(item);
            findings.put(
                    item.key(),
                    watches.computeIfAbsent(item.key(), key -> new ItemWatch())
                            .judge(sensor.read(item, limits, now), limits));
        }
        return incidents.record(
                findings, outboxes.stream().map(NoticeOutbox::channel).toList(), now);
    }
}
