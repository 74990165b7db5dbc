package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.dmr.ModelNode;

/**
 * The generated archives on the server. Nothing here outlives the server: it is started with a configuration that it does not
 * write, and what should be deployed is decided anew at each start.
 */
@ApplicationScoped
public class BeanDeployments {

    private static final String BEAN = "item";

    @Inject
    ServerManagement server;

    /**
     * Deploys an archive with one message-driven bean, and the pool of that bean.
     *
     * @param pool the pool's name, which the archive's descriptor refers to
     * @param size how many instances the pool has
     * @throws ServerRefusedException when the archive cannot be deployed, for example because its port is taken
     */
    public void deploy(String archive, byte[] content, String pool, int size) {
        ModelNode addPool =
                ServerManagement.operation("add", "subsystem", "ejb3", "strict-max-bean-instance-pool", pool);
        addPool.get("max-pool-size").set(size);
        ModelNode deploy = ServerManagement.operation("add", "deployment", archive);
        deploy.get("enabled").set(true);
        deploy.get("content").add().get("input-stream-index").set(0);
        server.execute(List.of(addPool), null);
        try {
            server.execute(List.of(deploy), content);
        } catch (ServerRefusedException e) {
            removePool(pool);
            throw e;
        }
    }

    /** Undeploys an archive and removes its pool; messages in the works are finished first. */
    public void undeploy(String archive, String pool) {
        server.execute(
                List.of(
                        ServerManagement.operation("undeploy", "deployment", archive),
                        ServerManagement.operation("remove", "deployment", archive)),
                null);
        removePool(pool);
    }

    private void removePool(String pool) {
        server.execute(
                List.of(ServerManagement.operation("remove", "subsystem", "ejb3", "strict-max-bean-instance-pool", pool)),
                null);
    }

    /** Stops feeding the bean; what is in the works is finished. */
    public void stopDelivery(String archive) {
        server.execute(List.of(onBean("stop-delivery", archive)), null);
    }

    /** Feeds the bean again. */
    public void startDelivery(String archive) {
        server.execute(List.of(onBean("start-delivery", archive)), null);
    }

    private static ModelNode onBean(String operation, String archive) {
        return ServerManagement.operation(
                operation, "deployment", archive, "subsystem", "ejb3", "message-driven-bean", BEAN);
    }

    /** The names of all deployed archives that begin with a text. */
    public List<String> deployed(String prefix) {
        ModelNode names = ServerManagement.operation("read-children-names");
        names.get("child-type").set("deployment");
        return server.execute(List.of(names), null).asList().stream()
                .map(ModelNode::asString)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
