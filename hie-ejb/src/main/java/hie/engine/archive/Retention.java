package hie.engine.archive;

import hie.store.message.Warehouse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Deletes what is older than the retention, some at a time, so that the message path hardly notices. */
final class Retention implements Runnable {

    /** The setting: days, 1 to 36500; 0 keeps for ever. A system property or an environment variable. */
    static final String SETTING = "HIE_RETENTION_DAYS";

    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 36_500;
    private static final int PORTION = 1000;
    private static final long PAUSE_MILLIS = 100;

    private final Warehouse warehouse;
    private final Clock clock;
    private final int days;

    Retention(Warehouse warehouse, Clock clock, int days) {
        this.warehouse = warehouse;
        this.clock = clock;
        this.days = days;
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException when it is not a number of days
     */
    static int days(String value) {
        if (value == null || value.isBlank()) {
            return DEFAULT_DAYS;
        }
        try {
            int days = Integer.parseInt(value.strip());
            if (days >= 0 && days <= MAX_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(unusable(value), e);
        }
        throw new IllegalArgumentException(unusable(value));
    }

    private static String unusable(String value) {
        return SETTING + " is '" + value + "'; give the days to keep messages, 1 to " + MAX_DAYS + ", or 0 for ever";
    }

    boolean isForEver() {
        return days == 0;
    }

    /** Deletes all that is too old now. */
    @Override
    public void run() {
        int deleted = 0;
        try {
            int portion;
            do {
                portion = warehouse.purge(clock.instant().minus(Duration.ofDays(days)), PORTION);
                deleted += portion;
                Thread.sleep(portion == 0 ? 0 : PAUSE_MILLIS);
            } while (portion > 0);
        } catch (SQLException e) {
            ArchiveLog.LOG.notPurged(days, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (deleted > 0) {
            ArchiveLog.LOG.purged(deleted, days);
        }
    }
}
