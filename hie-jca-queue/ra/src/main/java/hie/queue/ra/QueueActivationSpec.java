package hie.queue.ra;

import hie.queue.QueueListener;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/** The settings of one endpoint: which queue, by how many workers. */
@Activation(messageListeners = QueueListener.class)
public final class QueueActivationSpec implements ActivationSpec, Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_WORKERS = 10_000;

    @ConfigProperty(description = "Name of the item; it appears in logs")
    private String name = "";

    @ConfigProperty(description = "Name of the queue on the broker, with the prefix of JMS queues")
    private String queue = "";

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "1",
            description = "How many messages are worked on at a time, each by a thread of its own")
    private Integer workers = 1;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "1",
            description = "How many messages the workers hold together, with those they work on")
    private Integer window = 1;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "60000",
            description = "How long stopping waits for the messages in process, in milliseconds")
    private Integer drainTimeout = 60_000;

    private transient ResourceAdapter adapter;

    @Override
    public void validate() throws InvalidPropertyException {
        if (queue.isBlank()) {
            throw new InvalidPropertyException("Item " + name + ": queue must name a queue of the broker");
        }
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new InvalidPropertyException(
                    "Item " + name + ": workers must be from 1 to " + MOST_WORKERS + ", not " + workers);
        }
        if (drainTimeout < 0) {
            throw new InvalidPropertyException(
                    "Item " + name + ": drainTimeout must be 0 or more, not " + drainTimeout);
        }
        if (window < 1) {
            throw new InvalidPropertyException("Item " + name + ": window must be 1 or more, not " + window);
        }
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) {
        adapter = resourceAdapter;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    public Integer getWorkers() {
        return workers;
    }

    public void setWorkers(Integer workers) {
        this.workers = workers;
    }

    public Integer getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(Integer drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    public Integer getWindow() {
        return window;
    }

    public void setWindow(Integer window) {
        this.window = window;
    }
}
