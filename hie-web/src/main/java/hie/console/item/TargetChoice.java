package hie.console.item;

import java.io.Serializable;

/** An item to which another one may send. */
public class TargetChoice implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private boolean chosen;

    TargetChoice(String name, boolean chosen) {
        this.name = name;
        this.chosen = chosen;
    }

    public String getName() {
        return name;
    }

    public boolean isChosen() {
        return chosen;
    }

    public void setChosen(boolean chosen) {
        this.chosen = chosen;
    }
}
