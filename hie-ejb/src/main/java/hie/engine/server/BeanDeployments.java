package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
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
     * An archive with one message-driven bean.
     *
     * @param pool the name of the bean's pool, which the archive's descriptor refers to
     * @param poolSize how many instances the pool has
     */
    public record Archive(String name, byte[] content, String pool, int poolSize) {}

    /**
     * Deploys archives with the pools of their beans, all of them or none. With each deployment the server keeps a copy of its whole
     * management model in memory (more than a megabyte), and one copy for all that are deployed together.
     *
     * @throws ServerRefusedException when one cannot be deployed, for example because its port is taken
     */
    public void deploy(List<Archive> archives) {
        server.execute(archives.stream().map(BeanDeployments::addPool).toList());
        try {
            server.execute(
                    IntStream.range(0, archives.size())
                            .mapToObj(stream -> add(archives.get(stream), stream))
                            .toList(),
                    archives.stream().map(Archive::content).toArray(byte[][]::new));
        } catch (ServerRefusedException e) {
            server.execute(
                    archives.stream().map(archive -> removePool(archive.pool())).toList());
            throw e;
        }
    }

    private static ModelNode addPool(Archive archive) {
        ModelNode add =
                ServerManagement.operation("add", "subsystem", "ejb3", "strict-max-bean-instance-pool", archive.pool());
        add.get("max-pool-size").set(archive.poolSize());
        return add;
    }

    private static ModelNode add(Archive archive, int stream) {
        ModelNode add = ServerManagement.operation("add", "deployment", archive.name());
        add.get("enabled").set(true);
        add.get("content").add().get("input-stream-index").set(stream);
        return add;
    }

    /** Undeploys an archive and removes its pool; messages in the works are finished first. */
    public void undeploy(String archive, String pool) {
        server.execute(List.of(
                ServerManagement.operation("undeploy", "deployment", archive),
                ServerManagement.operation("remove", "deployment", archive)));
        server.execute(List.of(removePool(pool)));
    }

    private static ModelNode removePool(String pool) {
        return ServerManagement.operation("remove", "subsystem", "ejb3", "strict-max-bean-instance-pool", pool);
    }

    /** Stops feeding the bean; what is in the works is finished. */
    public void stopDelivery(String archive) {
        server.execute(List.of(onBean("stop-delivery", archive)));
    }

    /** Feeds the bean again. */
    public void startDelivery(String archive) {
        server.execute(List.of(onBean("start-delivery", archive)));
    }

    private static ModelNode onBean(String operation, String archive) {
        return ServerManagement.operation(
                operation, "deployment", archive, "subsystem", "ejb3", "message-driven-bean", BEAN);
    }

    /** The names of all deployed archives that begin with a text. */
    public List<String> deployed(String prefix) {
        ModelNode names = ServerManagement.operation("read-children-names");
        names.get("child-type").set("deployment");
        return server.execute(List.of(names)).asList().stream()
                .map(ModelNode::asString)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
