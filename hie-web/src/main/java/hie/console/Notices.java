package hie.console;

import hie.engine.config.InvalidConfigException;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.persistence.OptimisticLockException;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Tells the user what happened, at the top of the page. */
@ApplicationScoped
public class Notices {

    /** Says that something went well; {@code key} is the sentence's in the bundle. */
    public void done(String key, Object... values) {
        say(FacesMessage.SEVERITY_INFO, sentence(key, values));
    }

    /** Says it on the page that comes next, to which the user is sent. */
    public void doneBeforeRedirect(String key, Object... values) {
        done(key, values);
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    }

    /** Does something, or says what refused it; whether it was done. */
    public boolean attempt(Runnable action) {
        try {
            action.run();
            return true;
        } catch (ConflictException | NotFoundException | InvalidConfigException e) {
            refused(e.getMessage());
        } catch (OptimisticLockException e) {
            refused("Somebody else changed this at the same time; look again");
        }
        return false;
    }

    /** Says what could not be done, in the words of the part that refused it. */
    public void refused(String reason) {
        say(FacesMessage.SEVERITY_ERROR, reason);
    }

    private static String sentence(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle text = faces.getApplication().getResourceBundle(faces, "text");
        return new MessageFormat(text.getString(key), faces.getViewRoot().getLocale()).format(values);
    }

    private static void say(FacesMessage.Severity severity, String sentence) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, sentence, null));
    }
}
