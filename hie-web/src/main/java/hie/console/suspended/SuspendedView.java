package hie.console.suspended;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.desk.ManyCorrections;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The suspended messages of all items: look, send again, correct and send again, discard. The filter is in the page's address. */
@Named
@ViewScoped
public class SuspendedView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int PAGE_SIZE = 50;

    @Inject
    SuspendedDesk desk;

    @Inject
    ManyCorrections corrections;

    @Inject
    Productions productions;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private final SuspendedFilter filter = new SuspendedFilter();
    private final OpenMessage open = new OpenMessage();
    private int skip;
    private long shown;
    private Map<String, Boolean> chosen = new HashMap<>();
    private final CorrectionForm many = new CorrectionForm();
    private transient ErrorQueue.Page page;

    /** Reads the page of messages that is shown. */
    public void load() {
        try {
            page = desk.list(filter.filter(), skip, PAGE_SIZE);
        } catch (IllegalStateException e) {
            page = new ErrorQueue.Page(List.of(), 0);
            notices.refused(e.getMessage());
        }
        shown = page.count();
    }

    public String search() {
        return "/suspended/list?faces-redirect=true&includeViewParams=true";
    }

    public void next() {
        skip += PAGE_SIZE;
        turn();
    }

    public void previous() {
        skip = Math.max(0, skip - PAGE_SIZE);
        turn();
    }

    private void turn() {
        chosen.clear();
        many.forget();
        load();
    }

    /** Shows what is in a message. That is a look, and logged. */
    @Allowed(Right.READ_CONTENT)
    public void look(String id) {
        attempt(() -> {
            SuspendedMessage found = desk.find(SuspensionFilter.ALL, UUID.fromString(id));
            ConsoleLog.LOG.contentSeen(
                    caller.getName(), found.message().header().id());
            open.show(id, found);
        });
    }

    /** Sends the message that is shown again, as it was corrected. */
    @Allowed(Right.READ_CONTENT)
    public void retryCorrected() {
        if (!caller.has(Right.OPERATE)) {
            notices.refused("Only those who may operate may send a message again");
            return;
        }
        attempt(() -> {
            byte[] body = open.corrected(
                    desk.find(SuspensionFilter.ALL, open.id()).message().body().bytes());
            desk.retry(SuspensionFilter.ALL, open.id(), body, caller.getName());
            notices.done("suspended.done.retry", 1);
            open.close();
        });
        load();
    }

    @Allowed(Right.OPERATE)
    public void retry(String id) {
        change("suspended.done.retry", one(id), desk::retry);
    }

    @Allowed(Right.OPERATE)
    public void discard(String id) {
        change("suspended.done.discard", one(id), desk::discard);
    }

    @Allowed(Right.OPERATE)
    public void retryChosen() {
        changeChosen("suspended.done.retry", desk::retry);
    }

    @Allowed(Right.OPERATE)
    public void discardChosen() {
        changeChosen("suspended.done.discard", desk::discard);
    }

    @Allowed(Right.OPERATE)
    public void retryAll() {
        change("suspended.done.retry", all(), desk::retry);
    }

    @Allowed(Right.OPERATE)
    public void discardAll() {
        change("suspended.done.discard", all(), desk::discard);
    }

    private static Selection one(String id) {
        return these(List.of(UUID.fromString(id)));
    }

    /** All that the filter means, if they are as many as the page said. */
    private Selection all() {
        return new Selection.Everything(filter.filter(), shown);
    }

    private interface Change {
        int on(Selection selection, String user);
    }

    private void changeChosen(String sentence, Change change) {
        if (chosenIds().isEmpty()) {
            notices.done("suspended.none.chosen");
            return;
        }
        change(sentence, these(chosenIds()), change);
    }

    private List<UUID> chosenIds() {
        return chosen.entrySet().stream()
                .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
                .map(entry -> UUID.fromString(entry.getKey()))
                .toList();
    }

    private static Selection these(List<UUID> ids) {
        return Selection.Chosen.of(SuspensionFilter.ALL, ids);
    }

    /** Tells what the correction of many would do to those that are ticked. */
    @Allowed(Right.READ_CONTENT)
    public void tryOnChosen() {
        List<UUID> ids = chosenIds();
        if (ids.isEmpty()) {
            notices.done("suspended.none.chosen");
            return;
        }
        attempt(() -> many.tried(ids, corrections.tryOn(these(ids), many.correction())));
    }

    /** Tells what the correction of many would do to all that the filter means. */
    @Allowed(Right.READ_CONTENT)
    public void tryOnAll() {
        attempt(() -> many.tried(List.of(), corrections.tryOn(all(), many.correction())));
    }

    /** Corrects those on which it was tried, and sends them again. */
    @Allowed(Right.READ_CONTENT)
    public void sendCorrected() {
        if (!caller.has(Right.OPERATE)) {
            notices.refused("Only those who may operate may send messages again");
            return;
        }
        Selection tried = many.ids().isEmpty() ? all() : these(many.ids());
        change(
                "suspended.done.corrected",
                tried,
                (selection, user) -> corrections.retry(selection, many.correction(), user));
    }

    private void change(String sentence, Selection selection, Change change) {
        attempt(() -> {
            notices.done(sentence, change.on(selection, caller.getName()));
            open.close();
        });
        skip = 0;
        turn();
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (ConflictException | NotFoundException | IllegalStateException | IllegalArgumentException e) {
            notices.refused(e.getMessage());
        }
    }

    public List<SuspendedRow> getRows() {
        return getPage().messages().stream().map(SuspendedRow::of).toList();
    }

    /** How many messages the filter means. */
    public long getCount() {
        return getPage().count();
    }

    private ErrorQueue.Page getPage() {
        if (page == null) {
            load();
        }
        return page;
    }

    public boolean isNextThere() {
        return skip + PAGE_SIZE < getCount();
    }

    public boolean isPreviousThere() {
        return skip > 0;
    }

    public int getSkip() {
        return skip;
    }

    /** Which rows are ticked, by id. */
    public Map<String, Boolean> getChosen() {
        return chosen;
    }

    /** How many rows are ticked. */
    public int getChosenCount() {
        return chosenIds().size();
    }

    /** The correction of many. */
    public CorrectionForm getMany() {
        return many;
    }

    /** Which of them are shown. */
    public SuspendedFilter getFilter() {
        return filter;
    }

    /** The one whose content is shown. */
    public OpenMessage getOpen() {
        return open;
    }

    public List<String> getProjectPaths() {
        return names(one -> List.of(one.workspace() + "/" + one.name()));
    }

    public List<String> getItemNames() {
        return names(one -> one.items().stream().map(each -> each.name()).toList());
    }

    private List<String> names(Function<ProjectStatus, List<String>> of) {
        return productions.status().stream()
                .flatMap(one -> of.apply(one).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
