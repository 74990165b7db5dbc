package hie.engine.alert;

/** Tells the server's log. */
final class LogChannel implements NoticeChannel {

    @Override
    public String name() {
        return "the log";
    }

    @Override
    public void send(IncidentNotice notice) {
        switch (notice.event()) {
            case OPENED -> AlertLog.LOG.opened(notice.incident(), notice.headline());
            case RESOLVED -> AlertLog.LOG.resolved(notice.incident(), notice.headline());
        }
    }
}
