package hie.engine.worker;

import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.Reference;

/** MLLP connections in a process without a container: each caller has one of its own. Safe for use by any thread. */
final class DirectConnections implements MllpConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final transient List<MllpClient> clients = new CopyOnWriteArrayList<>();

    @Override
    public MllpConnection getConnection(MllpTarget target) {
        MllpClient client = MllpClient.to(target);
        clients.removeIf(known -> !known.isUsable());
        clients.add(client);
        return client;
    }

    @Override
    public void disconnect(MllpTarget target) {
        clients.stream().filter(client -> client.target().equals(target)).forEach(MllpClient::close);
    }

    /** Closes the sockets of those that have been idle for longer than their targets say. */
    void closeIdle() {
        for (MllpClient client : clients) {
            if (client.target().closesWhenIdle()) {
                client.disconnectIfIdle(client.target().idleClose());
            }
        }
    }

    @Override
    public void setReference(Reference reference) {
        throw new UnsupportedOperationException("A worker process has no directory to keep it in");
    }

    @Override
    public Reference getReference() {
        throw new UnsupportedOperationException("A worker process has no directory to keep it in");
    }
}
