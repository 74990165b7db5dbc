package hie.console.message;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.store.message.MessagePage;
import hie.store.message.MessageStatus;
import hie.store.message.MessageSummary;
import hie.store.message.Warehouse;
import hie.store.message.WarehouseException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The search for messages, newest first, page by page. All criteria are in the page's address but the patient's identifier,
 * which never goes into one: such a search stays on the page that asked.
 */
@Named
@ViewScoped
public class MessageSearchView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int PAGE_SIZE = 50;
    private static final MessagePage NOTHING = new MessagePage(List.of(), Optional.empty());

    @Inject
    Warehouse warehouse;

    @Inject
    Productions productions;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private final SearchCriteria criteria = new SearchCriteria();
    private final PageTrail trail = new PageTrail();
    private transient MessagePage page;
    private transient List<ProjectStatus> projects;

    /** Reads the page of the search that is shown. */
    public void load() {
        try {
            page = warehouse.search(
                    criteria.query(Clock.systemDefaultZone(), caller.has(Right.READ_CONTENT)),
                    trail.cursor(),
                    PAGE_SIZE);
        } catch (WarehouseException e) {
            page = NOTHING;
            notices.refused(e.getMessage());
        }
    }

    /** Searches anew, from the newest message on. */
    public String search() {
        if (criteria.getPatientId() == null || !caller.has(Right.READ_CONTENT)) {
            return "/message/search?faces-redirect=true&includeViewParams=true";
        }
        ConsoleLog.LOG.patientSearched(caller.getName());
        newest();
        return null;
    }

    public void older() {
        getPage().next().ifPresent(trail::older);
        load();
    }

    public void newer() {
        trail.newer();
        load();
    }

    public void newest() {
        trail.newest();
        load();
    }

    private MessagePage getPage() {
        if (page == null) {
            load();
        }
        return page;
    }

    public SearchCriteria getCriteria() {
        return criteria;
    }

    public List<MessageSummary> getMessages() {
        return getPage().messages();
    }

    public boolean isOlderThere() {
        return getPage().next().isPresent();
    }

    public boolean isNewerThere() {
        return trail.cursor() != null;
    }

    /** Which page is shown, from 1. */
    public int getPageNumber() {
        return trail.number();
    }

    /** How many messages came before this page. */
    public int getOffset() {
        return (trail.number() - 1) * PAGE_SIZE;
    }

    public List<String> getProjectPaths() {
        return projects().stream()
                .map(project -> project.workspace() + "/" + project.name())
                .sorted()
                .toList();
    }

    /** Names to choose from: those of the chosen project, or of all. Others may be typed in, of items that are gone. */
    public List<String> getItemNames() {
        return projects().stream()
                .filter(project -> criteria.getProject() == null
                        || criteria.getProject().equals(project.workspace() + "/" + project.name()))
                .flatMap(project -> project.items().stream())
                .map(item -> item.name())
                .distinct()
                .sorted()
                .toList();
    }

    private List<ProjectStatus> projects() {
        if (projects == null) {
            projects = productions.status();
        }
        return projects;
    }

    public TimeRange[] getRanges() {
        return TimeRange.values();
    }

    public MessageStatus[] getStatuses() {
        return MessageStatus.values();
    }
}
