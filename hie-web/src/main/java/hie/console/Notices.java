package hie.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Tells the user what happened, at the top of the page. */
@ApplicationScoped
public class Notices {

    /** Says that something went well; {@code key} is the sentence's in the bundle. */
    public void done(String key, Object... values) {
        say(FacesMessage.SEVERITY_INFO, sentence(key, values));
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
