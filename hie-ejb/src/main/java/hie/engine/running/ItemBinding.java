package hie.engine.running;

import hie.engine.item.ItemKey;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * How a generated bean finds its item. Annotations of classes that another deployment uses are not seen, so a bean looks
 * things up by name: its item in its own environment, the running items by their global name.
 */
public final class ItemBinding {

    /** The environment entry that holds the item's path. */
    public static final String ENTRY = "hie/item";

    private ItemBinding() {}

    public static ItemRuntime lookUp() {
        try {
            InitialContext context = new InitialContext();
            String path = (String) context.lookup("java:comp/env/" + ENTRY);
            ItemDirectory directory = (ItemDirectory) context.lookup(ItemDirectory.LOOKUP);
            return directory.items().require(ItemKey.parse(path));
        } catch (NamingException e) {
            throw new IllegalStateException("A generated bean does not find its item; redeploy the project", e);
        }
    }
}
