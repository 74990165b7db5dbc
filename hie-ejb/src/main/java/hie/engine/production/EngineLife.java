package hie.engine.production;

import hie.engine.access.FirstAdministrator;
import hie.engine.alert.AlertWatch;
import hie.engine.archive.ArchiveMeters;
import hie.engine.archive.Archiver;
import hie.engine.catalog.Extensions;
import hie.engine.deployment.ItemDeployer;
import hie.engine.running.ExpiredMessages;
import hie.engine.server.ServerManagement;
import hie.store.migration.SchemaMigration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The engine's own life: the schema is brought up to date, the archiver started, then, once the server has finished its own
 * start, the first administrator and the sample are made when they are missing, and what is wanted is made true — and looked
 * after from then on.
 */
@Singleton
@Startup
@DependsOn("ItemDirectory")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineLife {

    private static final long TICK_SECONDS = 2;

    /** When all is as wanted, only every so many ticks are worth a look into the database. */
    private static final int QUIET_TICKS = 14;

    @Resource(lookup = "java:/hie/database")
    DataSource database;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Archiver archiver;

    @Inject
    AlertWatch alerts;

    @Inject
    ExpiredMessages expired;

    @Inject
    ArchiveMeters archiveMeters;

    @Inject
    ItemDeployer deployer;

    @Inject
    FirstAdministrator firstAdministrator;

    @Inject
    SampleProduction sample;

    @Inject
    Extensions extensions;

    @Inject
    ServerManagement server;

    @Inject
    Projects projects;

    @Inject
    Reconciler reconciler;

    private volatile boolean ready;
    private boolean inTrouble;
    private int quietTicks;
    private ScheduledFuture<?> ticks;

    @PostConstruct
    void begin() {
        new SchemaMigration(database).run();
        archiver.start();
        archiveMeters.register();
        alerts.prepare();
        firstAdministrator.prepare();
        ticks = executor.scheduleWithFixedDelay(this::tick, 0, TICK_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        ready = false;
        ticks.cancel(false);
    }

    /** Whether the engine has made true what was wanted when it started. */
    public boolean isReady() {
        return ready;
    }

    private void tick() {
        try {
            if (!ready && !server.isRunning()) {
                return;
            }
            if (!ready) {
                deployer.clean();
                firstAdministrator.ensure();
                sample.ensure();
            }
            expired.trace();
            boolean asked = reconciler.stopThoseThatAsk();
            boolean due = reconciler.isScheduleDue() | extensions.refresh();
            if (!asked && !due && reconciler.isSettled() && ++quietTicks < QUIET_TICKS) {
                return;
            }
            quietTicks = 0;
            reconciler.reconcile();
            if (!ready) {
                ready = true;
                alerts.start();
                ProductionLog.LOG.ready(projects.projects().size(), reconciler.runningItems());
            }
            inTrouble = false;
        } catch (RuntimeException e) {
            if (!inTrouble) {
                ProductionLog.LOG.notReconciled(TICK_SECONDS, e);
            }
            inTrouble = true;
        }
    }
}
