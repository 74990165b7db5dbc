package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.as.controller.ModelControllerClientFactory;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.dmr.ModelNode;
import org.jboss.msc.service.ServiceName;

/**
 * The server's management interface, in the same virtual machine and with the server's own rights. Calls wait until the
 * server has carried them out; during the server's own start they wait for its end. Safe for use by any thread.
 */
@ApplicationScoped
public class ServerManagement {

    private static final ServiceName CLIENT_FACTORY =
            ServiceName.parse("org.wildfly.management.model-controller-client-factory");

    private static ModelControllerClient newClient() {
        ModelControllerClientFactory factory =
                (ModelControllerClientFactory) CurrentServiceContainer.getServiceContainer()
                        .getRequiredService(CLIENT_FACTORY)
                        .getValue();
        return factory.createSuperUserClient(Runnable::run);
    }

    /**
     * Carries out operations, all or none.
     *
     * @param contents the bytes that operations refer to as input streams 0, 1, …
     * @return the result of a single operation, or the composite's
     * @throws ServerRefusedException when the server refuses; everything is as it was
     */
    ModelNode execute(List<ModelNode> operations, byte[]... contents) {
        ModelNode operation = operations.size() == 1 ? operations.get(0) : composite(operations);
        OperationBuilder builder = new OperationBuilder(operation, true);
        for (byte[] content : contents) {
            builder.addInputStream(new ByteArrayInputStream(content));
        }
        try (ModelControllerClient client = newClient()) {
            ModelNode response = client.execute(builder.build());
            if (!"success".equals(response.get("outcome").asString())) {
                throw new ServerRefusedException(response.get("failure-description"));
            }
            return response.get("result");
        } catch (IOException e) {
            throw new IllegalStateException("The server's management interface did not answer", e);
        }
    }

    /** Whether the server has finished its own start. */
    public boolean isRunning() {
        ModelNode read = operation("read-attribute");
        read.get("name").set("server-state");
        return "running".equals(execute(List.of(read)).asString());
    }

    private static ModelNode composite(List<ModelNode> steps) {
        ModelNode composite = operation("composite");
        composite.get("steps").set(new ArrayList<>(steps));
        return composite;
    }

    /** An operation on an address given as names and values in turn. */
    static ModelNode operation(String name, String... address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        ModelNode path = operation.get("address").setEmptyList();
        for (int i = 0; i < address.length; i += 2) {
            path.add(address[i], address[i + 1]);
        }
        return operation;
    }
}
